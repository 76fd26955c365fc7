/** Run as a process of its own and killed: writes without end and says on standard output what was answered. */
import { writeSync } from 'node:fs';
import type { KeyOwner, PersonId } from '@atalaia/storage';
import type { Engine } from './engine.ts';
import { letter, letters } from './letters.ts';
import { blobIdOf, contentOf, letterOf, ownerOf, placeOf } from './written.ts';

const [module = '', address = '', begin = '0'] = process.argv.slice(2);
const { engine } = (await import(module)) as { engine: Engine };
const { records, vault, blobs, queue } = await engine.find(address).open();

/** Synchronous, so that what is said has left the process before anything else is done. */
function say(what: string, n: number): void {
  writeSync(1, `${what} ${n}\n`);
}

async function* pieces(): AsyncIterable<Uint8Array> {
  for (let n = 0; n < 10; n++) yield Buffer.alloc(10_000, n);
}

async function produce(first: number): Promise<never> {
  for (let n = first; ; n += 8) {
    const key = await vault.keyOf(ownerOf(n) as KeyOwner);
    const sealedText = key?.seal(placeOf(n), contentOf(n));
    if ((await records.insert(letters, { ...letterOf(n), sealedText })) === 'inserted') say('inserted', n);
    await count();
    await queue.add('crash', String(n));
    say('job', n);
    if (n % 3 === 0) {
      await blobs.put(blobIdOf(n), pieces());
      say('blob', n);
    }
    if (n % 5 === 0) {
      await vault.shred([ownerOf(n).slice('person:'.length) as PersonId]);
      say('shredded', n);
    }
  }
}

async function count(): Promise<void> {
  const stored = await records.get(letters, 'counter');
  if (stored === undefined) return void (await records.insert(letters, letter('counter')));
  const answer = await records.replace(letters, stored.version, { ...stored.doc, at: stored.version });
  if (answer === 'replaced') say('counter', stored.version + 1);
}

await Promise.all(Array.from({ length: 8 }, (_, n) => produce(Number(begin) + n)));
