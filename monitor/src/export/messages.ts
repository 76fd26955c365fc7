/** Opens the messages of one conversation for an export, a batch at a time: each with what became of it, nobody else named. */
import { setImmediate } from 'node:timers/promises';
import {
  type Message,
  type MessageId,
  messages,
  type PersonId,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { type Aftermath, aftermathsOf, standingAlone, untouched } from '../conversation/aftermath.ts';
import { type ClosedParts, closedParts } from '../erase/closed-parts.ts';
import { openMessageText } from '../open-text.ts';
import { putNamesIn } from '../person/name-places.ts';
import { type Chat, rowsOf } from './chats.ts';
import { type ExportedFile, fileErased, fileOf } from './files.ts';
import { namedIn, type Redaction, redactionFor, unredacted } from './redact.ts';
import type { ExportedCorrection, ExportedMessage } from './schema.ts';
import { isoOf, type Subject } from './subject.ts';

export interface OpenMessages {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

export interface Batch {
  readonly rows: readonly Message[];
  readonly messages: readonly ExportedMessage[];
  /** To be written beside them. */
  readonly files: readonly ExportedFile[];
}

/** Messages opened before other work gets a turn. */
const batchSize = 100;

/** `corrections`: by the message they are about. */
export async function* messagesOf(
  deps: OpenMessages,
  subject: Subject,
  chat: Chat,
  corrections: ReadonlyMap<string, readonly ExportedCorrection[]>,
): AsyncGenerator<Batch> {
  let rows: Message[] = [];
  for await (const row of rowsOf(deps, subject, chat)) {
    rows.push(row);
    if (rows.length < batchSize) continue;
    yield await openBatch(deps, subject, chat, rows, corrections);
    rows = [];
    await setImmediate();
  }
  if (rows.length > 0) yield await openBatch(deps, subject, chat, rows, corrections);
}

interface Opening {
  readonly deps: OpenMessages;
  readonly subject: Subject;
  readonly chat: Chat;
  readonly redaction: Redaction;
  readonly closed: ClosedParts;
}

/** Opens these rows of one chat; what happened to another message comes with that one. */
export async function openBatch(
  deps: OpenMessages,
  subject: Subject,
  chat: Chat,
  found: readonly Message[],
  corrections: ReadonlyMap<string, readonly ExportedCorrection[]>,
): Promise<Batch> {
  const closed = await closedParts(deps);
  const rows = (await standingAlone(deps, found)).filter((row) => !closed.holds(row));
  const aftermaths = await aftermathsOf(deps, rows);
  const redaction =
    chat.kind === 'direct' ? unredacted : await redactionFor(deps, subject, chat.conversation, namedIn(rows));
  const opening: Opening = { deps, subject, chat, redaction, closed };
  const shown: ExportedMessage[] = [];
  const files: ExportedFile[] = [];
  for (const row of rows) {
    const aftermath = aftermaths.get(row.id) ?? untouched;
    const { file, written } = closed.holdsFile(row)
      ? { file: fileErased }
      : await fileOf(deps, subject, chat, row, aftermath, redaction);
    if (written) files.push(written);
    shown.push({
      ...(await messageOf(opening, row, aftermath)),
      file,
      corrections: [...(corrections.get(row.id) ?? [])],
    });
  }
  return { rows, messages: shown, files };
}

async function messageOf(
  opening: Opening,
  row: Message,
  { edits, revoke, reactions, votes }: Aftermath,
): Promise<Omit<ExportedMessage, 'file' | 'corrections'>> {
  const { subject, chat } = opening;
  const { writers } = subject;
  const versions: ExportedMessage['versions'] = [];
  for (const edit of edits) versions.push({ at: isoOf(edit.at), text: await wordsOf(opening, edit) });
  const emojis: ExportedMessage['reactions'] = [];
  for (const reaction of reactions) {
    const emoji = await wordsOf(opening, reaction);
    if (emoji) emojis.push({ by: writers.of(reaction), emoji });
  }
  return {
    id: row.id,
    chat: chat.chat,
    at: isoOf(row.at),
    by: writers.of(row),
    kind: row.kind,
    text: await wordsOf(opening, row),
    versions,
    deletedAt: revoke && isoOf(revoke.at),
    deletedBy: revoke && writers.of(revoke),
    forwarded: row.forwarded ?? false,
    viewOnce: row.viewOnce ?? row.kind === 'view-once',
    answers: row.quotes ? await answered(opening, row.quotes) : null,
    reactions: emojis,
    options: row.kind === 'poll' ? await optionsOf(opening, row, votes) : [],
    source: row.origin,
  };
}

/** Null if they cannot be read any more, or are being erased. */
async function wordsOf({ deps, subject, redaction, closed }: Opening, row: Message): Promise<string | null> {
  if (closed.holds(row)) return null;
  const found = await openMessageText(deps.vault, row);
  if (found.kind !== 'text') return null;
  const isOwn = row.author !== null && subject.own.has(row.author);
  const covered = isOwn ? redaction.own(found.text) : redaction.others(found.text);
  if (row.mentions.length === 0) return covered;
  const labels = new Map<PersonId, string>();
  for (const id of row.mentions) {
    const person = (await deps.records.get(persons, id))?.doc;
    labels.set(id, subject.writers.named(id, person?.role === 'agent').label);
  }
  return putNamesIn(covered, row.mentions, (id) => labels.get(id) ?? '');
}

/** The message that this one answers, if it is kept and part of the export too. */
async function answered(opening: Opening, id: MessageId): Promise<ExportedMessage['answers']> {
  const { deps, subject, chat } = opening;
  const quoted = (await deps.records.get(messages, id))?.doc;
  if (!quoted || quoted.conversation !== chat.conversation.id) return null;
  if (subject.since !== null && quoted.at < subject.since) return null;
  const isTheirs = chat.kind === 'direct' || (quoted.author !== null && subject.own.has(quoted.author));
  return { id, by: subject.writers.of(quoted), text: isTheirs ? await wordsOf(opening, quoted) : null };
}

async function optionsOf(
  opening: Opening,
  poll: Message,
  votes: readonly Message[],
): Promise<ExportedMessage['options']> {
  const linesOf = async (row: Message) => ((await wordsOf(opening, row)) ?? '').split('\n');
  const chosen: { readonly vote: Message; readonly options: readonly string[] }[] = [];
  for (const vote of votes) chosen.push({ vote, options: await linesOf(vote) });
  const [, ...options] = await linesOf(poll);
  return options.map((text) => ({
    text,
    voters: chosen.filter((one) => one.options.includes(text)).map(({ vote }) => opening.subject.writers.of(vote)),
  }));
}
