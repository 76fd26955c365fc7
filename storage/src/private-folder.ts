/** Makes sure that only this program's user can look into a folder. */
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';

/** What is wrong with a folder that is there already, as a sentence, or undefined; one that is empty will be tightened. */
export function problemWithFolder(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isDirectory()) return `${path} is not a folder.`;
    // What lay open to others may have been read: that is for a human to judge, not to hide.
    if ((found.mode & 0o077) !== 0 && readdirSync(path).length > 0)
      return `The folder ${path} is open to other users of this machine: run chmod 700 ${path}`;
    return undefined;
  } catch {
    return unusable(path);
  }
}

/** Creates the folder, or tightens an empty one, with mode 0700. @returns what is wrong, as a sentence, or undefined */
export function makeFolder(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o700);
    return undefined;
  } catch {
    return unusable(path);
  }
}

function unusable(path: string): string {
  return `The folder ${path} cannot be made or read: check its permissions and the disk.`;
}
