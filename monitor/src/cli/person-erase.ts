/** `atalaia person erase WHO`: shows what goes and what stays; with --yes --reason TEXT it erases, waits for the end, and writes the certificate. */
import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Erasure } from '@atalaia/storage';
import { authorize } from '../access/permissions.ts';
import type { ErasurePreview } from '../api/rights-views.ts';
import { type BeginErasure, beginErasure } from '../erase/begin.ts';
import { type PreviewErasure, previewErasure } from '../erase/preview.ts';
import { type ReadCertificate, readCertificate } from '../erase/read-certificate.ts';
import type { ErasureRunner } from '../erase/runner.ts';
import { personsKnownAs } from '../person/known-as.ts';
import { personCode } from '../person/label.ts';
import type { SeekPersons } from '../person/seek.ts';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo } from './verb.ts';

export type EraseAtTerminal = PreviewErasure &
  BeginErasure &
  ReadCertificate &
  SeekPersons & {
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
      certificate: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  });
  if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
  const [who, ...more] = given.positionals;
  const { reason = '', objected, yes, certificate } = given.values;
  if (who === undefined || more.length > 0) return wrongUsage(io, 'Name one person.');
  if (yes && reason.trim().length < 3) return wrongUsage(io, 'Say why with --reason.');

  const authorized = authorize(io.actor, 'person:erase');
  const [person, ...others] = await personsKnownAs(deps, authorize(io.actor, 'person:reveal'), who);
  if (others.length > 0) {
    await io.err(
      `${others.length + 1} persons are known by this: name one by its id (atalaia person find lists them).`,
    );
    return 1;
  }
  const scope = { kind: 'person', person: person.id } as const;
  const preview = await previewErasure(deps, authorized, { scope });
  await io.out(`Person ${person.id}, ${personCode(person.id)}.\n${sentences(preview)}`);
  if (!yes) {
    await io.out('Nothing was erased: say --yes to do it. It cannot be undone once the undo window has ended.\n');
    return 0;
  }
  const despiteLimitation = given.values['despite-limitation'];
  const erase = async () => {
    const asked = { scope, reason: reason.trim(), objected, request: null, token: preview.token, despiteLimitation };
    const { id } = await beginErasure(deps, authorized, asked);
    const ended = await deps.erasures.ranTo(id);
    await io.out(outcome(ended));
    return ended;
  };
  if (certificate !== undefined) return eraseWithCertificate(deps, io, certificate, erase);
  await erase();
  return 0;
}

/** The file is made first, new and of mode 0600: nothing is erased where it cannot be written. */
async function eraseWithCertificate(
  deps: ReadCertificate,
  io: CliIo,
  name: string,
  erase: () => Promise<Erasure>,
): Promise<number> {
  const path = resolve(io.cwd, name);
  const file = await open(path, 'wx', 0o600).catch(() => undefined);
  if (!file) {
    await io.err(`Nothing was erased: ${name} cannot be written, or is there already; name a new file.`);
    return 1;
  }
  let done = false;
  try {
    const { id, certificate } = await erase();
    if (certificate === null) {
      await io.err(
        `${name} was not written: the certificate is issued when the undo window has ended (dashboard, Erasures).`,
      );
      return 1;
    }
    const asked = { id, form: 'json', language: 'pt-BR' } as const;
    await file.writeFile(await readCertificate(deps, authorize(io.actor, 'erasure:list'), asked));
    await file.sync();
    done = true;
    await io.out(`${name}: the certificate. atalaia verify ${name} checks it.\n`);
    return 0;
  } finally {
    await file.close();
    if (!done) await rm(path, { force: true });
  }
}

function sentences({ goes, stays, holds, doubts, limitation, undoHours }: ErasurePreview): string {
  const lines = [
    `Goes: ${counted(goes.messages, 'message')}, ${counted(goes.files, 'file')}, ${counted(goes.conversations, 'conversation')}, ${counted(goes.consents, 'consent record')}, ${counted(goes.requests, 'request')}, ${counted(goes.exports, 'export')}.`,
    `Stays: ${counted(stays.evidence, 'message')} as evidence under a key of the case, ${counted(stays.alerts, 'alert')} without words, ${counted(stays.auditEntries, 'entry', 'entries')} of the audit trail, ${counted(stays.mentions, 'message')} of others that may name them.`,
    ...(holds.length > 0 ? [`${counted(holds.length, 'legal hold refuses', 'legal holds refuse')} it.`] : []),
    ...(doubts > 0
      ? [
          `${counted(doubts, 'question', 'questions')} whether they are somebody else too ${doubts === 1 ? 'is' : 'are'} to be settled first.`,
        ]
      : []),
    ...(limitation === null
      ? []
      : [`Limitation runs until ${dayOf(limitation.until)}; --despite-limitation overrides it.`]),
    ...(undoHours > 0 ? [`It may be undone for ${counted(undoHours, 'hour')}; they are locked meanwhile.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function outcome({ id, state, undoUntil, journals }: Erasure): string {
  if (state !== 'erased') {
    const until = undoUntil === null ? '' : ` It may be undone until ${new Date(undoUntil).toISOString()}.`;
    return `Erasure ${id} is confirmed and goes on by itself while the program runs.${until}\n`;
  }
  const left =
    journals.length === 0
      ? ''
      : ` ${counted(journals.length, 'number that is not open here forgets', 'numbers that are not open here forget')} them once opened.`;
  return `Erased. The certificate of erasure ${id} is kept (dashboard, Erasures).${left}\n`;
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia person --help.`);
  return 2;
}
