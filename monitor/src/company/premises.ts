/** The folders of an installation, and how they are left when the account is closed: begun once, it is carried to its end. */
import { access, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';

export interface Premises {
  /**
   * Leaves this certificate in the data folder and nothing else anywhere, then ends the program.
   * @throws Problem `not-ready` while the replica of the keys cannot be reached: it would outlive the account
   */
  close(certificate: string): Promise<void>;
}

export interface Folders {
  readonly dataDir: string;
  readonly keysDir: string;
  readonly keyReplica?: string | undefined;
}

export const certificateName = 'closure-certificate.json';
/** The certificate as long as something else is left: whoever finds it goes on. */
export const closingName = 'closing.json';

/** `ending`: called once everything is gone. */
export function openPremises(folders: Folders, ending: () => void): Premises {
  return {
    async close(certificate) {
      const { dataDir, keyReplica } = folders;
      if (keyReplica !== undefined && !(await isThere(join(keyReplica, 'keys.sqlite')))) {
        throw new Problem('not-ready', 'The replica of the keys cannot be reached: bring it back, then close.');
      }
      const written = join(dataDir, `${closingName}.new`);
      await writeWhole(written, certificate);
      await rename(written, join(dataDir, closingName));
      await syncFolder(dataDir);
      await endClosing(folders);
      ending();
    },
  };
}

/** Goes on with a closing that a stop or crash interrupted, before anything is opened; two at once do no harm. Answers whether there was one. */
export async function endClosing(folders: Folders): Promise<boolean> {
  const { dataDir, keysDir, keyReplica } = folders;
  const closing = join(dataDir, closingName);
  if (!(await isThere(closing))) return false;
  // Keys first: from then on nothing opens, wherever copies of the data are.
  for (const folder of [keysDir, ...(keyReplica === undefined ? [] : [keyReplica])]) await overwriteAll(folder);
  for (const name of await readdir(dataDir)) {
    if (name !== closingName) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  await rename(closing, join(dataDir, certificateName)).catch(unlessMissing);
  await syncFolder(dataDir);
  return true;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    unlessMissing(error);
    return false;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What was renamed in it stays so after a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Every file is overwritten where it stands before it goes, so that its blocks hold no key. A folder that is missing holds none. */
async function overwriteAll(folder: string): Promise<void> {
  const entries = (await readdir(folder, { withFileTypes: true, recursive: true }).catch(unlessMissing)) ?? [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = await open(path, 'r+').catch(unlessMissing);
    if (!file) continue;
    try {
      const { size } = await file.stat();
      await file.write(Buffer.alloc(size), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(path, { force: true });
  }
}

/** @throws every other failure: a closing that could not destroy a key has not come to its end */
function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
