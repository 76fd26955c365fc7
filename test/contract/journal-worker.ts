/** Run as a process of its own on a journal: commits until it is killed, fills its disk, or tries to take over another's. */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalChange, type JournalStore, openStorage, StorageFault } from '@atalaia/storage';
import { newId } from './embedded.ts';

// Without a listener the kernel ends a process that writes beyond its limit; with one, writing fails.
process.on('SIGXFSZ', () => undefined);

const [task = '', address = '', begin = '0'] = process.argv.slice(2);

const answer = await openStorage({
  dataDir: join(address, 'data'),
  keysDir: join(address, 'keys'),
  masterKey: { kind: 'file' },
  clock: Date.now,
  newId,
});
if (answer.kind !== 'opened') throw new Error(JSON.stringify(answer));
const opened = await answer.storage.openJournal('number-1');

/** Synchronous, so that what is said has left the process before anything else is done. */
function say(words: object): void {
  writeSync(1, `${JSON.stringify(words)}\n`);
}

/** Two rows that must never be apart, and one more in order. */
function pair(n: number, size = 10): readonly JournalChange[] {
  const value = Buffer.from(String(n).padEnd(size, '.'));
  return [
    { space: 'pair', key: 'left', value },
    { space: 'pair', key: 'right', value },
    { space: 'inbox', key: String(n), value, order: n },
  ];
}

function write(journal: JournalStore): never {
  for (let n = Number(begin); ; n++) {
    journal.commit(pair(n));
    say({ committed: n });
  }
}

async function fill(journal: JournalStore): Promise<void> {
  const ended = (n: number): string | undefined => {
    try {
      journal.commit(pair(n, 20_000));
      return undefined;
    } catch (error) {
      return error instanceof StorageFault ? error.code : String(error);
    }
  };
  ended(0);
  say({ ready: true });
  await once(process.stdin, 'data');
  let n = 1;
  let fault: string | undefined;
  for (; fault === undefined && n < 5000; n++) fault = ended(n);
  const kept = journal.count('inbox');
  const left = journal.get('pair', 'left');
  say({
    fault,
    whole:
      kept === n - 1 && left !== undefined && Buffer.from(left).equals(journal.get('pair', 'right') ?? Buffer.alloc(0)),
  });
  await once(process.stdin, 'data');
  say({ recovered: ended(n) === undefined, kept: journal.count('inbox') - kept });
}

if (opened.kind !== 'opened') say(opened);
else if (task === 'write') write(opened.journal);
else if (task === 'fill') await fill(opened.journal);
else say({ kind: 'opened' });
await answer.storage[Symbol.asyncDispose]();
process.exit();
