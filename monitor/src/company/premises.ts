/** The folders of an installation, and how they are left when the account is closed. */
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Premises {
  /** Leaves this certificate in the data folder and nothing else anywhere, then ends the program. */
  close(certificate: string): Promise<void>;
}

export const certificateName = 'closure-certificate.json';

/** `ending`: called once everything is gone. */
export function openPremises(
  folders: { readonly dataDir: string; readonly keysDir: string; readonly keyReplica: string | undefined },
  ending: () => void,
): Premises {
  return {
    async close(certificate) {
      const { dataDir, keysDir, keyReplica } = folders;
      await writeWhole(join(dataDir, certificateName), certificate);
      // Keys first: from then on nothing opens, wherever copies of the data are.
      for (const folder of [keysDir, ...(keyReplica === undefined ? [] : [keyReplica])]) await overwriteAll(folder);
      for (const name of await readdir(dataDir)) {
        if (name !== certificateName) await rm(join(dataDir, name), { recursive: true, force: true });
      }
      ending();
    },
  };
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

/** Every file is overwritten where it stands before it goes, so that its blocks hold no key. A folder that is missing holds none. */
async function overwriteAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = await open(path, 'r+');
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
