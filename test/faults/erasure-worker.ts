/** A process to be killed: ends the erasures that its forerunners were killed in, then erases those named. */
import type { ErasureId, PersonId } from '@atalaia/storage';
import { pino } from 'pino';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { readConfig } from '../../monitor/src/config.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { listErasures } from '../../monitor/src/erase/list.ts';
import { previewErasure } from '../../monitor/src/erase/preview.ts';
import { Problem } from '../../monitor/src/problem.ts';

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

/** Unless a forerunner has begun it. What changed since the preview, such as a rule that fell due, is looked at again. */
async function erase(deps: App, person: PersonId): Promise<void> {
  const authorized = authorize(actor, 'person:erase');
  const scope = { kind: 'person', person } as const;
  const asked = { scope, reason: 'pedido do titular', objected: false, request: null, despiteLimitation: false };
  for (;;) {
    try {
      const { token } = await previewErasure(deps, authorized, { scope });
      await beginErasure(deps, authorized, { ...asked, token });
      return;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'person-locked' || error.code === 'not-found') return;
      if (error.code !== 'changed-meanwhile') throw error;
    }
  }
}
