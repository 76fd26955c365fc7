/** `atalaia person export WHO --out FILE.zip`: makes the export, waits for it, and writes it where nobody else may read it. */
import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Export, exportFiles, type Feed, type Signer } from '@atalaia/storage';
import { authorize } from '../access/permissions.ts';
import { languageView } from '../api/index.ts';
import { type BeginExport, beginExport } from '../export/begin.ts';
import { type RemoveExports, removeExport } from '../export/change.ts';
import { type DownloadExport, exportStream } from '../export/download.ts';
import type { ExportRunner } from '../export/runner.ts';
import { personsKnownAs } from '../person/known-as.ts';
import type { SeekPersons } from '../person/seek.ts';
import { readArguments } from './arguments.ts';
import type { CliIo } from './verb.ts';

export type ExportAtTerminal = BeginExport &
  DownloadExport &
  RemoveExports &
  SeekPersons & {
    readonly feed: Pick<Feed, 'subscribe'>;
    readonly signer: Signer;
    readonly exports: Pick<ExportRunner, 'start' | 'ended'>;
  };

/** The file is new and of mode 0600; the staged copy goes at once. @throws Problem as `beginExport` */
export async function exportPerson(args: readonly string[], io: CliIo, deps: ExportAtTerminal): Promise<number> {
  const given = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, language: { type: 'string', default: 'pt-BR' } },
  });
  if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
  const [who, ...more] = given.positionals;
  const { out } = given.values;
  if (who === undefined || more.length > 0) return wrongUsage(io, 'Name one person.');
  if (out === undefined) return wrongUsage(io, 'Say with --out where the ZIP goes.');
  const language = languageView.safeParse(given.values.language);
  if (!language.success) return wrongUsage(io, 'The language is one of pt-BR, en, es.');

  const authorized = authorize(io.actor, 'person:export');
  const [person, ...others] = await personsKnownAs(deps, authorize(io.actor, 'person:reveal'), who);
  if (others.length > 0) {
    await io.err(
      `${others.length + 1} persons are known by this: name one by its id (atalaia person find lists them).`,
    );
    return 1;
  }
  const path = resolve(io.cwd, out);
  const file = await open(path, 'wx', 0o600).catch(() => undefined);
  if (!file) {
    await io.err(`${out} cannot be written, or is there already; name a new file.`);
    return 1;
  }
  let done = false;
  try {
    const asked = { id: person.id, language: language.data, since: null, request: null };
    const begun = await beginExport(deps, authorized, asked);
    using _watched = watch(deps, begun, io);
    const ended = await deps.exports.ended(begun.id);
    if (ended?.state !== 'done') {
      await io.err('The export did not come to its end; run it again.');
      return 1;
    }
    const { bytes } = await exportStream(deps, authorized.actor, ended);
    for await (const piece of bytes) await file.writeFile(piece);
    await file.sync();
    await removeExport(deps, authorized.actor, ended.id);
    done = true;
    await io.out(`${out}: ${ended.size} bytes, SHA-256 ${ended.sha256}\nKey ${deps.signer.fingerprint}\n`);
    return 0;
  } finally {
    await file.close();
    if (!done) await rm(path, { force: true });
  }
}

function watch({ feed, records }: ExportAtTerminal, { id }: Export, io: CliIo): Disposable {
  return feed.subscribe((event) => {
    if (event.kind !== 'export-changed' || event.id !== id) return;
    records.get(exportFiles, id).then(
      (kept) => kept && io.progress(kept.doc.done, kept.doc.total),
      () => undefined,
    );
  });
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia person --help.`);
  return 2;
}
