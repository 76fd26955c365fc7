/** Password hashes: argon2id with the parameters OWASP recommends (19 MiB, 2 passes), written in PHC form. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** `$argon2id$v=19$m=…,t=…,p=…$salt$tag` with a fresh salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return phc(cost, salt, await tagOf(password, salt, cost, tagLength));
}

/** Whether this is the password. Takes as long for a wrong one as for the right one. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const parsed = parsePhc(stored);
  if (!parsed) throw new Error('A stored password hash is not in PHC form.');
  const tag = await tagOf(password, parsed.salt, parsed.cost, parsed.tag.byteLength);
  return timingSafeEqual(tag, parsed.tag);
}

/** A hash that no password matches in practice: checked when there is no such user, so that the answer takes as long. */
export const hashOfNobody = phc(cost, Buffer.alloc(16, 1), Buffer.alloc(tagLength, 1));

/** Composed and decomposed letters are the same password, on every keyboard (RFC 8265 §4). */
function tagOf(password: string, nonce: Uint8Array, { memory, passes, parallelism }: Cost, length: number) {
  const message = Buffer.from(password.normalize('NFC'));
  return derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength: length });
}

function phc({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string {
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function parsePhc(text: string): { cost: Cost; salt: Buffer; tag: Buffer } | undefined {
  const [, memory, passes, parallelism, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text) ?? [];
  if (!memory || !passes || !parallelism || !salt || !tag) return undefined;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}
