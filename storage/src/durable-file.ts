/** Writes a small file so that after a power cut it is there whole or not at all. */
import { open, rename, rm, stat } from 'node:fs/promises';
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

/** Writes over what stands in a file that is there, in its place on the disk: for what must not be left behind. */
export async function overwrite(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(content);
  const file = await open(path, 'r+');
  try {
    await file.write(bytes, 0, bytes.length, 0);
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Nothing happens where there is no such file. */
export async function removeOverwritten(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return;
  await overwrite(path, new Uint8Array(found.size));
  await rm(path);
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
