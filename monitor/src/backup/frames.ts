/**
 * The form of a backup: `ATALAIA1`, then frames, then an Ed25519 signature (64 bytes) of the SHA-256 of all before it.
 * A frame is the length of its head (4 bytes, big-endian), the head as JSON, and as many bytes as the head says.
 */
import { z } from 'zod';
import { Problem } from '../problem.ts';

export const magic = Buffer.from('ATALAIA1');
export const signatureBytes = 64;

const head = z.discriminatedUnion('kind', [
  /** Comes first. `installation`: fingerprint of the signing key; `at` in milliseconds. */
  z.object({ kind: z.literal('backup'), installation: z.string(), at: z.int(), bytes: z.literal(0) }),
  /** Bytes: the body, then each sealed field, as long as told here. */
  z.object({
    kind: z.literal('row'),
    collection: z.string(),
    id: z.string(),
    version: z.int().min(1),
    body: z.int().min(0),
    sealed: z.record(z.string(), z.int().min(0)),
    bytes: z.int().min(0),
  }),
  z.object({ kind: z.literal('file'), id: z.string(), bytes: z.int().min(0) }),
  /** Comes last. */
  z.object({ kind: z.literal('end'), rows: z.int(), files: z.int(), bytes: z.literal(0) }),
]);
export type Head = z.infer<typeof head>;

/** Longer heads are not written. */
const longestHead = 64 * 1024;

/** Its length in four bytes, big-endian, then its JSON. */
export function headBytes(of: Head): Buffer {
  const json = Buffer.from(JSON.stringify(of));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
}

export interface Frame {
  readonly head: Head;
  /** Read it to its end before the next frame is asked for. */
  bytes(): AsyncGenerator<Buffer>;
}

/** `stream`: the frames alone, without what stands before and after them. @throws Problem `bad-request` */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  }

  async function take(length: number): Promise<Buffer> {
    while (rest.length < length) if (!(await more())) throw altered();
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  }

  while (rest.length > 0 || (await more())) {
    const length = (await take(4)).readUInt32BE();
    if (length > longestHead) throw altered();
    const parsed = head.safeParse(jsonOf(await take(length)));
    if (!parsed.success) throw altered();
    let left = parsed.data.bytes;
    yield {
      head: parsed.data,
      async *bytes() {
        while (left > 0) {
          if (rest.length === 0 && !(await more())) throw altered();
          const piece = rest.subarray(0, Math.min(left, rest.length));
          rest = rest.subarray(piece.length);
          left -= piece.length;
          yield piece;
        }
      },
    };
    if (left > 0) throw new TypeError('The bytes of a frame were not read.');
  }
}

export function altered(): Problem {
  return new Problem('bad-request', 'This backup was altered or cut short: nothing of it was restored.');
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
