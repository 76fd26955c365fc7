/** Makes sure that only this program's user can look into a folder. */
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';

/**
 * Creates the folder with mode 0700 or checks that it has it; an empty one is tightened.
 * @returns what is wrong, as a sentence, or undefined
 */
export function problemWithFolder(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const found = statSync(path);
    if (!found.isDirectory()) return `${path} is not a folder.`;
    if ((found.mode & 0o077) === 0) return undefined;
    // What lay open to others may have been read: that is for a human to judge, not to hide.
    if (readdirSync(path).length > 0)
      return `The folder ${path} is open to other users of this machine: run chmod 700 ${path}`;
    chmodSync(path, 0o700);
    return undefined;
  } catch {
    return `The folder ${path} cannot be made or read: check its permissions and the disk.`;
  }
}
