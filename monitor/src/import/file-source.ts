/** An exported chat as a file on this machine. */
import { constants, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ChatSource } from '@atalaia/connector';
import { Problem } from '../problem.ts';

export type FileSource = ChatSource & AsyncDisposable;

/** @throws Problem `chat-refused` if the file is not there, not a plain file, or may not be read. */
export async function openFileSource(path: string): Promise<FileSource> {
  const label = basename(path);
  // Without O_NONBLOCK, opening a named pipe would wait for its writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : 'the file cannot be opened';
    throw new Problem('chat-refused', `${label}: ${why}; give the path of an exported chat.`, { cause });
  });
  const stat = await file.stat();
  if (!stat.isFile()) {
    await file.close();
    throw new Problem('chat-refused', `${label}: this is not a file; give the path of an exported chat.`);
  }
  return {
    size: stat.size,
    label,
    async read(start, end) {
      const bytes = Buffer.allocUnsafe(Math.max(0, end - start));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}
