/** Writes a small file so that after a power cut it is there whole or not at all. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Mode 0600. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Makes entries added, renamed or removed in the folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
