/** The terminal that a verb was typed at. */
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { OutputClosed } from './output-closed.ts';
import type { CliIo } from './verb.ts';

/** Progress goes to standard error, and only where a person is looking. */
export function openTerminal(): CliIo {
  const { stdin, stdout, stderr } = process;
  let shown = false;
  // Whoever reads our output may stop early (`| head`): each write says so by itself.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const write = async (stream: NodeJS.WriteStream, text: string) => {
    if (stream.writable && (stream.write(text) || (await drained(stream)))) return;
    throw new OutputClosed();
  };
  const clear = () => {
    if (shown) stderr.write('\r\u001B[K');
    shown = false;
  };
  return {
    async out(text) {
      clear();
      await write(stdout, text);
    },
    async err(sentence) {
      clear();
      await write(stderr, `atalaia: ${sentence}\n`).catch(() => undefined);
    },
    progress(done, total) {
      if (!stderr.isTTY) return;
      shown = true;
      stderr.write(`\r${done}${total === null ? '' : ` of ${total}`} entries\u001B[K`);
    },
    input: stdin,
    cwd: process.cwd(),
    actor: { kind: 'operator', name: operatorName() },
  };
}

/** False if the reader went away. */
async function drained(stream: NodeJS.WriteStream): Promise<boolean> {
  return once(stream, 'drain').then(
    () => true,
    () => false,
  );
}

/** The operating system's user, as audit entries name them. */
export function operatorName(): string {
  return userInfo().username.replace(/[\s:]/g, '_').slice(0, 64) || 'unnamed';
}
