/** `atalaia import`: brings an exported chat into the archive, screens it, prints counts. */
import { basename, resolve } from 'node:path';
import { type Feed, type Import, type LegalBasis, legalBases } from '@atalaia/storage';
import { authorize } from '../access/permissions.ts';
import { beginImport } from '../import/begin.ts';
import { openFileSource } from '../import/file-source.ts';
import type { ImportRunner } from '../import/runner.ts';
import { problemOf } from '../import/view.ts';
import type { NumberDeps } from '../number/register.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

const help = `atalaia import FILE --number E164 --basis CODE [--contact E164] [--agent "Name as in the file"] [--zone IANA] [--json]

Reads a chat exported from WhatsApp (.txt, or .zip with media) into the archive, screens it with the rules in force and
prints counts. Run again with the same chat, or a longer export of it, it adds only what is new.

--number   the company's number that the chat belongs to, such as +5511912345678
--basis    the legal basis to keep it: ${legalBases.join(', ')}
--contact  the contact's number, if you know it; not for groups
--agent    who of the authors writes for the company
--zone     time zone of the phone that made the export; the number's own zone without it
--json     prints the counts as JSON
`;

export interface ImportVerbDeps extends NumberDeps {
  readonly feed: Feed;
  readonly imports: ImportRunner;
}

export const importVerb: OwnerVerb<ImportVerbDeps> = {
  name: 'import',
  help,
  async run(args, io, deps) {
    const given = readArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        number: { type: 'string' },
        basis: { type: 'string' },
        contact: { type: 'string' },
        agent: { type: 'string' },
        zone: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
    const { json, number, basis, ...stated } = given.values;
    const [file, ...more] = given.positionals;
    if (file === undefined || more.length > 0) return wrongUsage(io, 'Name one file to import.');
    if (number === undefined) return wrongUsage(io, "Give the company's number with --number.");
    if (!isBasis(basis)) return wrongUsage(io, `Give the legal basis with --basis: ${legalBases.join(', ')}.`);

    const authorized = authorize(io.actor, 'import:run');
    await using source = await openFileSource(resolve(io.cwd, file));
    const begun = await beginImport(deps, authorized, { number, basis, fileName: basename(file), ...stated });
    using _watched = watchProgress(deps.feed, begun, io);
    const ended = await deps.imports.run(begun.id, source);
    return ended ? tellOutcome(deps, ended, io, basename(file), json === true) : stopped(io);
  },
};

function isBasis(code: string | undefined): code is LegalBasis {
  return legalBases.some((basis) => basis === code);
}

function watchProgress(feed: Feed, begun: Import, io: CliIo): Disposable {
  return feed.subscribe(({ kind, id, fields }) => {
    if (kind !== 'import-progress' || id !== begun.id) return;
    const total = fields?.['total'];
    io.progress(Number(fields?.['done'] ?? 0), typeof total === 'number' ? total : null);
  });
}

async function tellOutcome(deps: NumberDeps, ended: Import, io: CliIo, file: string, json: boolean): Promise<number> {
  const problem = await problemOf(deps, ended);
  if (problem) {
    await io.err(`${file}: ${problem.sentence}`);
    return 1;
  }
  const { entries, messages, systemLines, media, people, stored, alreadyStored, withheld, alerts } = ended.counts;
  const counts = { entries, messages, systemLines, media, people, stored, alreadyStored, withheld, alerts };
  await io.out(json ? `${JSON.stringify(counts)}\n` : sentences(ended.counts));
  return 0;
}

function sentences(counts: Import['counts']): string {
  return `Read ${counted(counts.entries, 'entry', 'entries')}: ${counted(counts.messages, 'message')} by ${counted(counts.people, 'person', 'people')} and ${counted(counts.systemLines, 'system line')}, with ${counted(counts.media, 'file')}.
Stored ${counts.stored} of them; stored already: ${counts.alreadyStored}, withheld: ${counts.withheld}.
Alerts raised: ${counts.alerts}.
${counts.filesLeft === 0 ? '' : `Left out, as their messages were stored earlier without them: ${counted(counts.filesLeft, 'file')}.\n`}`;
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia import --help.`);
  return 2;
}

async function stopped(io: CliIo): Promise<number> {
  await io.err('The program is stopping; run the import again: what is stored already is not doubled.');
  return 1;
}
