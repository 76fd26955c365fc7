/** A process to be killed: ends the erasures that its forerunners were killed in, then erases those named. */
import type { ErasureId, PersonId } from '@atalaia/storage';
import { pino } from 'pino';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { readConfig } from '../../monitor/src/config.ts';
import { listErasures } from '../../monitor/src/erase/list.ts';
import { Problem } from '../../monitor/src/problem.ts';
import { eraseAsShown } from './erase-as-shown.ts';

const actor = { kind: 'operator', name: 'tester' } as const;
const read = readConfig(process.env);
if (read.kind !== 'config') throw new Error(read.problems.join('\n'));
const opened = await openApp(read.config, pino({ base: null }, pino.destination(2)));
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
await using app = opened.app;
process.stdout.write('begin\n');
for (const person of process.argv.slice(2)) await erase(app, person as PersonId);
const begun = await listErasures(app, authorize(actor, 'erasure:list'), { limit: 200 });
for (const { id } of begun.erasures) await app.erasures.ranTo(id as ErasureId);
process.stdout.write('end\n');

/** Unless a forerunner has begun it. */
async function erase(deps: App, person: PersonId): Promise<void> {
  try {
    await eraseAsShown(deps, authorize(actor, 'person:erase'), person);
  } catch (error) {
    if (error instanceof Problem && ['person-locked', 'not-found'].includes(error.code)) return;
    throw error;
  }
}
