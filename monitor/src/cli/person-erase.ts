/** `atalaia person erase WHO --reason TEXT --yes`: shows what goes and what stays; with --yes it erases, and waits for the end. */
import type { BlindIndexer, Erasure, Records } from '@atalaia/storage';
import { authorize } from '../access/permissions.ts';
import type { ErasurePreview } from '../api/rights-views.ts';
import { type BeginErasure, beginErasure } from '../erase/begin.ts';
import { type PreviewErasure, previewErasure } from '../erase/preview.ts';
import type { ErasureRunner } from '../erase/runner.ts';
import { personsKnownAs } from '../person/known-as.ts';
import { readArguments } from './arguments.ts';
import type { CliIo } from './verb.ts';

export type EraseAtTerminal = PreviewErasure &
  BeginErasure & {
    readonly records: Pick<Records, 'get' | 'find'>;
    readonly blind: BlindIndexer;
    readonly erasures: Pick<ErasureRunner, 'start' | 'ranTo'>;
  };

/** Without --yes nothing is changed. @throws Problem as `personsKnownAs` and `beginErasure` */
export async function erasePerson(args: readonly string[], io: CliIo, deps: EraseAtTerminal): Promise<number> {
  const given = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      objected: { type: 'boolean', default: false },
      'despite-limitation': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
  const [who, ...more] = given.positionals;
  const { reason = '', objected, yes } = given.values;
  if (who === undefined || more.length > 0) return wrongUsage(io, 'Name one person.');
  if (yes && reason.trim().length < 3) return wrongUsage(io, 'Say why with --reason.');

  const authorized = authorize(io.actor, 'person:erase');
  const [person, ...others] = await personsKnownAs(deps, who);
  if (others.length > 0) {
    await io.err('Two persons are known by this number: name one by its id (atalaia person find lists them).');
    return 1;
  }
  const scope = { kind: 'person', person: person.id } as const;
  const preview = await previewErasure(deps, authorized, { scope });
  await io.out(sentences(preview));
  if (!yes) {
    await io.out('Nothing was erased: say --yes to do it. It cannot be undone once the undo window has ended.\n');
    return 0;
  }
  const { id } = await beginErasure(deps, authorized, {
    scope,
    reason: reason.trim(),
    objected,
    request: null,
    token: preview.token,
    despiteLimitation: given.values['despite-limitation'],
  });
  await io.out(outcome(await deps.erasures.ranTo(id)));
  return 0;
}

function sentences({ goes, stays, holds, doubts, limitation, undoHours }: ErasurePreview): string {
  const lines = [
    `Goes: ${goes.messages} messages, ${goes.files} files, ${goes.conversations} conversations, ${goes.consents} consent records, ${goes.requests} requests, ${goes.exports} exports.`,
    `Stays: ${stays.evidence} messages as evidence under a key of the case, ${stays.alerts} alerts without words, ${stays.auditEntries} entries of the audit trail, ${stays.mentions} messages of others that may name them.`,
    ...(holds.length > 0 ? [`${holds.length} legal holds refuse it.`] : []),
    ...(doubts > 0 ? [`${doubts} questions whether they are somebody else too are to be settled first.`] : []),
    ...(limitation === null
      ? []
      : [`Limitation runs until ${dayOf(limitation.until)}; --despite-limitation overrides it.`]),
    ...(undoHours > 0 ? [`It may be undone for ${undoHours} hours; they are locked meanwhile.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function outcome({ id, state, undoUntil, journals }: Erasure): string {
  if (state !== 'erased') {
    const until = undoUntil === null ? '' : ` It may be undone until ${new Date(undoUntil).toISOString()}.`;
    return `Erasure ${id} is confirmed and goes on by itself while the program runs.${until}\n`;
  }
  const left =
    journals.length === 0 ? '' : ` ${journals.length} numbers that are not open here forget them when they are.`;
  return `Erased. The certificate is with erasure ${id}.${left}\n`;
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia person --help.`);
  return 2;
}
