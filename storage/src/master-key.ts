/** The master key (KEK): a file in the key folder, made at the first start, or derived from a passphrase. */
import { argon2, createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { overwrite, removeOverwritten, writeDurably } from './durable-file.ts';
import { asFault } from './fault.ts';

export type MasterKeyChoice = { readonly kind: 'file' } | { readonly kind: 'passphrase'; readonly passphrase: string };

/** `next`: the key that takes its place once everything is wrapped by it; there while the keys are rotated. */
export type OpenedMasterKey =
  | { readonly kind: 'opened'; readonly key: KeyObject; readonly next: KeyObject | undefined }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Names in the key folder, of which one stands there, beside `….next` while the keys are rotated. */
const names = { file: 'master.key', passphrase: 'passphrase.json' } as const;

/** Shorter ones are refused when the installation is made; argon2id cannot save them. */
export const leastPassphrase = 12;

/** @param fresh the key store is empty, so a master key may be made; else it must be there already. @throws StorageFault */
export async function openMasterKey(
  keysDir: string,
  choice: MasterKeyChoice,
  fresh: boolean,
): Promise<OpenedMasterKey> {
  try {
    return await readOrMake(keysDir, choice, fresh);
  } catch (error) {
    throw asFault(error);
  }
}

async function readOrMake(keysDir: string, choice: MasterKeyChoice, fresh: boolean): Promise<OpenedMasterKey> {
  const path = join(keysDir, names[choice.kind]);
  const otherPath = join(keysDir, names[choice.kind === 'file' ? 'passphrase' : 'file']);
  if (existsSync(otherPath)) {
    return unusable(
      choice.kind === 'file'
        ? 'This installation opens with a passphrase, but none is given.'
        : `This installation opens with ${otherPath}, not with a passphrase.`,
    );
  }
  if (!existsSync(path)) {
    if (!fresh)
      return unusable(
        `${path} is missing, and without it nothing can be opened: restore the key folder from its replica.`,
      );
    if (choice.kind === 'passphrase' && choice.passphrase.length < leastPassphrase) {
      return unusable(`The passphrase is too short: give at least ${leastPassphrase} characters.`);
    }
    await writeDurably(path, await newContent(choice));
  }
  const present = await readOne(path, choice);
  const nextPath = nextOf(path);
  const next = existsSync(nextPath) ? await readOne(nextPath, choice) : undefined;
  if (next?.kind !== 'opened') return present;
  // A power cut while the old key was written over: the new one is whole beside it.
  const key = present.kind === 'opened' ? present.key : next.key;
  return { kind: 'opened', key, next: next.key };
}

/** Begins a rotation: the key that is to take the place of the present one, durable beside it. */
export async function makeNextMasterKey(keysDir: string, choice: MasterKeyChoice): Promise<KeyObject> {
  const path = nextOf(join(keysDir, names[choice.kind]));
  try {
    await writeDurably(path, await newContent(choice));
    const made = await readOne(path, choice);
    if (made.kind === 'unusable') throw new Error('The new master key cannot be read.');
    return made.key;
  } catch (error) {
    throw asFault(error);
  }
}

/** Ends a rotation: the old key is written over, and only the new one is left. Done again it changes nothing. */
export async function keepNextMasterKey(keysDir: string, { kind }: MasterKeyChoice): Promise<void> {
  const path = join(keysDir, names[kind]);
  try {
    if (!existsSync(nextOf(path))) return;
    await overwrite(path, readFileSync(nextOf(path), 'utf8'));
    await removeOverwritten(nextOf(path));
  } catch (error) {
    throw asFault(error);
  }
}

/** Brings the files of the master key in `folder` up to those of the key folder; what went there goes here. @throws StorageFault */
export async function copyMasterKey(keysDir: string, folder: string): Promise<void> {
  try {
    // The next one goes there last: until the present one is whole over there, it is what opens the keys.
    for (const name of Object.values(names).flatMap((one) => [one, nextOf(one)])) {
      const [from, to] = [join(keysDir, name), join(folder, name)];
      const content = existsSync(from) ? readFileSync(from, 'utf8') : undefined;
      if (content === undefined) await removeOverwritten(to);
      else if (!existsSync(to)) await writeDurably(to, content);
      else if (readFileSync(to, 'utf8') !== content) await overwrite(to, content);
    }
  } catch (error) {
    throw asFault(error);
  }
}

function nextOf(path: string): string {
  return `${path}.next`;
}

async function newContent(choice: MasterKeyChoice): Promise<string> {
  return choice.kind === 'file' ? `${randomBytes(32).toString('hex')}\n` : await newPassphraseFile(choice.passphrase);
}

async function readOne(path: string, choice: MasterKeyChoice): Promise<OpenedMasterKey> {
  if ((statSync(path).mode & 0o077) !== 0) return unusable(`${path} can be read by others: run chmod 600 ${path}`);
  return readMasterKey(path, readFileSync(path, 'utf8'), choice);
}

/** What the file of a master key holds. `where`: for the sentence that says what is wrong. */
export async function readMasterKey(where: string, text: string, choice: MasterKeyChoice): Promise<OpenedMasterKey> {
  return choice.kind === 'file' ? readKeyFile(where, text) : readPassphrase(where, text, choice.passphrase);
}

/** As it stands in the key folder. */
export function masterKeyText(keysDir: string, { kind }: MasterKeyChoice): string {
  return readFileSync(join(keysDir, names[kind]), 'utf8');
}

/** Whether the text could be the file of a master key: not torn, no digit missing. */
export function isWholeMasterKey(text: string, { kind }: MasterKeyChoice): boolean {
  return kind === 'file' ? digitsIn(text) !== undefined : passphraseFileSchema.safeParse(jsonOf(text)).success;
}

function readKeyFile(path: string, text: string): OpenedMasterKey {
  const digits = digitsIn(text);
  if (digits === undefined) return unusable(`${path} is damaged: it must hold 64 hexadecimal digits.`);
  return { kind: 'opened', key: createSecretKey(digits, 'hex'), next: undefined };
}

/** Also as somebody types them from paper: in groups, on several lines, in capitals. */
function digitsIn(text: string): string | undefined {
  const digits = text.replace(/\s/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

/** RFC 9106 §4, second recommended option: 64 MiB, three passes, four lanes. */
const cost = { memory: 64 * 1024, passes: 3, parallelism: 4 } as const;

const passphraseFileSchema = z.object({
  algorithm: z.literal('argon2id'),
  memory: z
    .int()
    .min(8)
    .max(4 * 1024 * 1024),
  passes: z.int().min(1).max(1000),
  parallelism: z.int().min(1).max(64),
  salt: z.string().regex(/^[0-9a-f]{32,128}$/),
  /** Tells a wrong passphrase from a damaged key store. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
});
type PassphraseFile = z.infer<typeof passphraseFileSchema>;

async function newPassphraseFile(passphrase: string): Promise<string> {
  const settings = { algorithm: 'argon2id', ...cost, salt: randomBytes(16).toString('hex') } as const;
  const key = await derive(passphrase, settings);
  return `${JSON.stringify({ ...settings, check: checkOf(key).toString('hex') }, null, 2)}\n`;
}

async function readPassphrase(path: string, text: string, passphrase: string): Promise<OpenedMasterKey> {
  const parsed = passphraseFileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return unusable(`${path} is damaged: restore the key folder from its replica.`);
  const key = await derive(passphrase, parsed.data);
  if (!timingSafeEqual(checkOf(key), Buffer.from(parsed.data.check, 'hex')))
    return unusable('The passphrase is wrong.');
  return { kind: 'opened', key, next: undefined };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function derive(passphrase: string, file: Omit<PassphraseFile, 'check'>): Promise<KeyObject> {
  const { memory, passes, parallelism } = file;
  // NFC: the same passphrase typed on another keyboard or system gives the same key.
  const message = passphrase.normalize('NFC');
  const nonce = Buffer.from(file.salt, 'hex');
  const bytes = await promisify(argon2)('argon2id', { message, nonce, memory, passes, parallelism, tagLength: 32 });
  return createSecretKey(bytes);
}

function checkOf(key: KeyObject): Buffer {
  return createHmac('sha256', key).update('atalaia master key check 1').digest();
}

function unusable(problem: string): OpenedMasterKey {
  return { kind: 'unusable', problem };
}
