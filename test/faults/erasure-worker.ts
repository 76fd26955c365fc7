/**
 * A process to be killed: `erasure-worker.ts (kill|cut) PERSON…` erases those named whom no forerunner has, and ends
 * what its forerunners were killed in. `cut`: that first; then it dies as the keys of the last one are gone.
 */
import { type Erasure, type ErasureId, erasures, type PersonId } from '@atalaia/storage';
import { pino } from 'pino';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { readConfig } from '../../monitor/src/config.ts';
import { everyPage } from '../../monitor/src/every-page.ts';
import { Problem } from '../../monitor/src/problem.ts';
import { eraseAsShown } from './erase-as-shown.ts';

const actor = { kind: 'operator', name: 'tester' } as const;
const [, , how, ...people] = process.argv;
const read = readConfig(process.env);
if (read.kind !== 'config') throw new Error(read.problems.join('\n'));
const opened = await openApp(read.config, pino({ base: null }, pino.destination(2)));
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
await using app = opened.app;
using _told = app.feed.subscribe((event) => {
  if (event.kind === 'erasure-changed') void tell(event.id);
});
process.stdout.write('begin\n');
for (const person of people) {
  if (how === 'cut' && person === people.at(-1)) {
    await endAll(app);
    dieOnceShredded(app);
  }
  await erase(app, person as PersonId);
}
await endAll(app);
process.stdout.write('end\n');

/** In which state an erasure is now. */
async function tell(id: string): Promise<void> {
  process.stdout.write(`${(await app.records.get(erasures, id))?.doc.state}\n`);
}

/** Unless a forerunner has begun it. */
async function erase(deps: App, person: PersonId): Promise<void> {
  try {
    await eraseAsShown(deps, authorize(actor, 'person:erase'), person);
  } catch (error) {
    if (error instanceof Problem && ['person-locked', 'not-found'].includes(error.code)) return;
    throw error;
  }
}

async function endAll(deps: App): Promise<void> {
  const every = everyPage((after) => deps.records.find(erasures, { index: 'byConfirmation', limit: 200, ...after }));
  for (const { doc } of await Array.fromAsync<{ readonly doc: Erasure }>(every)) {
    await deps.erasures.ranTo(doc.id as ErasureId);
  }
}

function dieOnceShredded({ vault }: App): void {
  const { shred } = vault;
  Object.assign(vault, {
    shred: async (...some: Parameters<typeof shred>) => {
      await shred(...some);
      process.kill(process.pid, 'SIGKILL');
    },
  });
}
