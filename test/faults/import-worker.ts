/** A process to be killed: finishes the import that its forerunner was killed in, then begins the next one. */
import { pino } from 'pino';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { readConfig } from '../../monitor/src/config.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { openFileSource } from '../../monitor/src/import/file-source.ts';

const [file = '', ...numbers] = process.argv.slice(2);
const read = readConfig(process.env);
if (read.kind !== 'config') throw new Error(read.problems.join('\n'));
const opened = await openApp(read.config, pino({ base: null }, pino.destination(2)));
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
await using app = opened.app;
for (const number of numbers) {
  process.stdout.write(`begin ${number}\n`);
  await bring(app, number);
  process.stdout.write(`end ${number}\n`);
}

async function bring(deps: App, number: string): Promise<void> {
  const statement = {
    number,
    basis: 'exercise-of-rights',
    fileName: 'Conversa do WhatsApp com Otávio Quaresma.txt',
  } as const;
  const begun = await beginImport(deps, authorize({ kind: 'operator', name: 'tester' }, 'import:run'), statement);
  await using source = await openFileSource(file);
  const ended = await deps.imports.run(begun.id, source);
  if (ended?.state !== 'done') throw new Error(`The import ended as ${ended?.state}.`);
}
