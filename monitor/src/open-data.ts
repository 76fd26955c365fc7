/** Opens the data and key folders as configured, and begins nothing; only the closing of an account is carried to its end. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Clock, type MasterKeyChoice, type NewId, type OpenedStorage, openStorage } from '@atalaia/storage';
import { certificateName, endClosing } from './company/premises.ts';
import type { Config } from './config.ts';

export const clock: Clock = () => Date.now();
export const newId: NewId = () => randomBytes(16).toString('base64url');

type FoldersConfig = Pick<Config, 'dataDir' | 'keysDir' | 'passphraseFile' | 'keyReplica'>;

/** `reportFault` is told what listeners of the feed throw. `restoring`: the data folder is empty, to be filled from a backup. */
export async function openData(
  { dataDir, keysDir, passphraseFile, keyReplica }: FoldersConfig,
  reportFault: (fault: unknown) => void,
  restoring = false,
): Promise<OpenedStorage> {
  if (await endClosing({ dataDir, keysDir, keyReplica })) {
    const problem = `This account was being closed; that has ended now. ${certificateName} in ${dataDir} proves it.`;
    return { kind: 'unusable', problem };
  }
  const masterKey = await masterKeyOf(passphraseFile);
  if (masterKey === undefined) {
    return { kind: 'unusable', problem: 'The file named by ATALAIA_PASSPHRASE_FILE cannot be read.' };
  }
  const replica = keyReplica === undefined ? {} : { keyReplica };
  return openStorage({ dataDir, keysDir, masterKey, clock, newId, reportFault, restoring, ...replica });
}

/** Undefined if the passphrase's file cannot be read. */
async function masterKeyOf(passphraseFile: string | undefined): Promise<MasterKeyChoice | undefined> {
  if (passphraseFile === undefined) return { kind: 'file' };
  try {
    return { kind: 'passphrase', passphrase: (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '') };
  } catch {
    return undefined;
  }
}
