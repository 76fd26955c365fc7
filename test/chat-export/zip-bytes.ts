/** Makes ZIPs, good ones with yazl and broken ones by changing their bytes. */
import { ZipFile } from 'yazl';

export interface PackedInput {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly mode?: number;
  readonly stored?: boolean;
}

export async function zipOf(...files: readonly PackedInput[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content, mode, stored } of files) {
    zip.addBuffer(Buffer.from(content), name, {
      mtime: new Date('2024-01-20T10:00:00Z'),
      compress: !stored,
      ...(mode !== undefined && { mode }),
    });
  }
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

/** Replaces a name of the same length, in the local header and in the directory. */
export function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

const DIRECTORY = Buffer.from('PK\x01\x02', 'latin1');

/** Changes a field of the n-th (0-based) file in the ZIP's directory. */
export function patched(zip: Buffer, nth: number, change: (entry: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  let at = copy.indexOf(DIRECTORY);
  for (let skipped = 0; skipped < nth; skipped += 1) at = copy.indexOf(DIRECTORY, at + 4);
  change(copy.subarray(at));
  return copy;
}
