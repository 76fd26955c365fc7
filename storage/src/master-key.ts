/** The master key (KEK): a file in the key folder, made at the first start, or derived from a passphrase. */
import { argon2, createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import { asFault } from './fault.ts';

export type MasterKeyChoice = { readonly kind: 'file' } | { readonly kind: 'passphrase'; readonly passphrase: string };

export type OpenedMasterKey =
  | { readonly kind: 'opened'; readonly key: KeyObject }
  | { readonly kind: 'unusable'; readonly problem: string };

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
  const file = join(keysDir, 'master.key');
  const passphraseFile = join(keysDir, 'passphrase.json');
  const byFile = choice.kind === 'file';
  if (existsSync(byFile ? passphraseFile : file)) {
    return unusable(
      byFile
        ? 'This installation opens with a passphrase, but none is given.'
        : `This installation opens with ${file}, not with a passphrase.`,
    );
  }
  const path = byFile ? file : passphraseFile;
  if (!existsSync(path)) {
    if (!fresh)
      return unusable(
        `${path} is missing, and without it nothing can be opened: restore the key folder from its replica.`,
      );
    if (!byFile && choice.passphrase.length < leastPassphrase) {
      return unusable(`The passphrase is too short: give at least ${leastPassphrase} characters.`);
    }
    await writeDurably(
      path,
      byFile ? `${randomBytes(32).toString('hex')}\n` : await newPassphraseFile(choice.passphrase),
    );
  }
  if ((statSync(path).mode & 0o077) !== 0) return unusable(`${path} can be read by others: run chmod 600 ${path}`);
  const text = readFileSync(path, 'utf8');
  return byFile ? readKeyFile(path, text) : readPassphrase(path, text, choice.passphrase);
}

function readKeyFile(path: string, text: string): OpenedMasterKey {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/.test(hex)) return unusable(`${path} is damaged: it must hold 64 hexadecimal digits.`);
  return { kind: 'opened', key: createSecretKey(hex, 'hex') };
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
  return { kind: 'opened', key };
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
