/** Turns stored messages into what a person may see: opened, masked unless revealed, with the hits in their places. */
import { setImmediate } from 'node:timers/promises';
import {
  type BlindIndexer,
  type Conversation,
  hits,
  type Message,
  type MessageId,
  messages,
  type Person,
  type PersonId,
  persons,
  placeOf,
  type Records,
  type StoredHit,
  type Vault,
} from '@atalaia/storage';
import type { AftermathView, HitView, MessageView, PersonView, VersionView } from '../api/views.ts';
import { everyPage } from '../every-page.ts';
import { inlineExtension } from '../media-type.ts';
import { openMessageText, openText } from '../open-text.ts';
import { openNames, type PersonNames, personCode, personView } from '../person/label.ts';
import { putNamesIn } from '../person/name-places.ts';
import type { RunningRules } from '../rule/running.ts';
import { type Aftermath, aftermathsOf, untouched } from './aftermath.ts';
import { type Mask, maskFor } from './mask.ts';

export interface ShowDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly rules: Pick<RunningRules, 'view'>;
}

/** The persons of a conversation, named for masking; shown by name only if `revealed`. */
export interface Cast {
  readonly revealed: boolean;
  readonly mask: Mask;
  readonly views: ReadonlyMap<PersonId, PersonView>;
  readonly names: ReadonlyMap<PersonId, PersonNames>;
}

/** Names opened before other work gets a turn. */
const namesAtOnce = 100;

/** Everyone of the conversation and of these messages. Their names are opened in any case: they must be known to be hidden. */
async function castOf(
  deps: ShowDeps,
  conversation: Conversation,
  page: readonly Message[],
  revealed: boolean,
): Promise<Cast> {
  const ids = new Set<PersonId>(conversation.persons);
  if (conversation.contact) ids.add(conversation.contact);
  for (const message of page) {
    if (message.author) ids.add(message.author);
    for (const mentioned of message.mentions) ids.add(mentioned);
  }
  const views = new Map<PersonId, PersonView>();
  const names = new Map<PersonId, PersonNames>();
  for (const [at, id] of [...ids].entries()) {
    // A large group has hundreds: other work gets its turn.
    if (at % namesAtOnce === namesAtOnce - 1) await setImmediate();
    const person: Person | undefined = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const opened = await openNames(deps.vault, person);
    names.set(id, opened);
    views.set(id, personView(person, revealed ? opened : null));
  }
  const hidden = [...names.values()].flatMap(({ name, phone }) => [name, phone]).filter((text) => text !== null);
  return { revealed, mask: maskFor(hidden), views, names };
}

/** The messages as shown, in the same order, each with what became of it and what it answers. */
export async function showMessages(
  deps: ShowDeps,
  conversation: Conversation,
  page: readonly Message[],
  revealed: boolean,
): Promise<{ readonly cast: Cast; readonly views: readonly MessageView[] }> {
  const aftermaths = await aftermathsOf(deps, page);
  const quoted = await quotedBy(deps, page);
  const rows = [...aftermaths.values()].flatMap(({ edits, revoke, reactions, votes }) => [
    ...edits,
    ...(revoke ? [revoke] : []),
    ...reactions,
    ...votes,
  ]);
  const cast = await castOf(deps, conversation, [...page, ...rows, ...quoted.values()], revealed);
  const shown: Shown = { deps, cast, hits: await hitsByMessage(deps, [...page, ...rows]) };
  const views: MessageView[] = [];
  for (const message of page) {
    const aftermath = aftermaths.get(message.id) ?? untouched;
    views.push(await showMessage(shown, message, aftermath, message.quotes ? quoted.get(message.quotes) : undefined));
  }
  return { cast, views };
}

/** What a page of views is made with. */
interface Shown {
  readonly deps: ShowDeps;
  readonly cast: Cast;
  readonly hits: ReadonlyMap<MessageId, readonly StoredHit[]>;
}

async function showMessage(
  shown: Shown,
  message: Message,
  aftermath: Aftermath,
  quoted: Message | undefined,
): Promise<MessageView> {
  const { cast } = shown;
  const words = await showWords(shown, message);
  const row = message.media ? message : aftermath.fileKept;
  const media = row && (await showFile(shown, row));
  return {
    id: message.id,
    author: authorOf(cast, message),
    from: message.from,
    attribution: message.attribution ?? null,
    kind: message.kind,
    at: message.at,
    text: words.text,
    damaged: words.damaged,
    masked: !cast.revealed,
    edited: message.edited || aftermath.edits.length > 0,
    forwarded: message.forwarded ?? false,
    viewOnce: message.viewOnce ?? message.kind === 'view-once',
    quotes: message.quotes ? await showQuoted(shown, quoted) : null,
    aftermath: await showAftermath(shown, message, aftermath),
    file: media ? 'kept' : fileState(message, aftermath),
    media,
    hits: words.hits,
  };
}

function authorOf(cast: Cast, { author }: Message): PersonView | null {
  return (author && cast.views.get(author)) ?? null;
}

/** The words, masked unless revealed, with the hits in their places. */
async function showWords({ deps, cast, hits: found }: Shown, message: Message) {
  const opened = await openMessageText(deps.vault, message);
  const fill = (masked: string) => putNamesIn(masked, message.mentions, (person) => calledIn(cast, person));
  const masked = opened.kind === 'text' ? hidden(cast, opened.text) : null;
  // Names are put in after masking; they move the hits behind them.
  const moved = (at: number) => (masked === null ? at : fill(masked.slice(0, at)).length);
  const hitsHere = found.get(message.id) ?? [];
  return {
    text: masked === null ? null : fill(masked),
    damaged: opened.kind === 'damaged',
    hits: await Promise.all(
      hitsHere.map((hit) => hitView(deps, { ...hit, start: moved(hit.start), end: moved(hit.end) })),
    ),
  };
}

function hidden(cast: Cast, text: string): string {
  return cast.revealed ? text : cast.mask.hide(text);
}

async function showFile({ deps, cast }: Shown, row: Message): Promise<MessageView['media']> {
  if (!row.media) return null;
  const name = await openText(deps.vault, placeOf(messages, row.id, 'sealedFileName'), row.sealedFileName);
  return {
    id: row.id,
    type: row.media.type,
    size: row.media.size,
    name: row.sealedFileName && name.kind === 'text' ? hidden(cast, name.text) : null,
    shownInline: inlineExtension(row.media.type) !== undefined,
  };
}

const fileKinds: ReadonlySet<Message['kind']> = new Set<Message['kind']>([
  'image',
  'video',
  'audio',
  'document',
  'sticker',
]);

/** Of a message whose file is not here. */
function fileState({ kind, origin }: Message, { fileExpired }: Aftermath): MessageView['file'] {
  if (!fileKinds.has(kind)) return 'none';
  if (origin === 'import') return 'missing';
  return fileExpired ? 'expired' : 'pending';
}

async function showQuoted(shown: Shown, quoted: Message | undefined): Promise<MessageView['quotes']> {
  if (!quoted) return { kind: 'not-kept' };
  const { text } = await showWords(shown, quoted);
  const { id, from, kind } = quoted;
  return { kind: 'kept', id, author: authorOf(shown.cast, quoted), from, of: kind, text };
}

async function showAftermath(shown: Shown, message: Message, aftermath: Aftermath): Promise<AftermathView> {
  const { cast } = shown;
  const edits: VersionView[] = [];
  for (const edit of aftermath.edits) {
    const { text, hits: found } = await showWords(shown, edit);
    edits.push({ id: edit.id, at: edit.at, text, hits: found });
  }
  const reactions: AftermathView['reactions'] = [];
  for (const reaction of aftermath.reactions) {
    const { text } = await showWords(shown, reaction);
    if (text) reactions.push({ author: authorOf(cast, reaction), emoji: text });
  }
  const { revoke } = aftermath;
  return {
    edits,
    revoked: revoke && { at: revoke.at, author: authorOf(cast, revoke) },
    reactions,
    options: message.kind === 'poll' ? await showOptions(shown, message, aftermath.votes) : [],
  };
}

/** Compared as they were written: the mask may make two options alike. */
async function showOptions(
  { deps, cast }: Shown,
  poll: Message,
  votes: readonly Message[],
): Promise<AftermathView['options']> {
  const linesOf = async (message: Message) => {
    const opened = await openMessageText(deps.vault, message);
    return opened.kind === 'text' ? opened.text.split('\n') : [];
  };
  const chosen = await Promise.all(votes.map(async (vote) => ({ vote, options: await linesOf(vote) })));
  const [, ...options] = await linesOf(poll);
  return options.map((option, place) => ({
    place,
    text: hidden(cast, option),
    voters: chosen.filter((one) => one.options.includes(option)).map(({ vote }) => authorOf(cast, vote)),
  }));
}

/** The messages that others of the page answer, where they are kept in the same conversation. */
async function quotedBy(
  deps: Pick<ShowDeps, 'records'>,
  page: readonly Message[],
): Promise<ReadonlyMap<MessageId, Message>> {
  const found = new Map<MessageId, Message>();
  for (const { quotes, conversation } of page) {
    const quoted = quotes && (await deps.records.get(messages, quotes))?.doc;
    if (quoted && quoted.conversation === conversation) found.set(quoted.id, quoted);
  }
  return found;
}

/** How a person is called inside a system line. */
function calledIn(cast: Cast, person: PersonId): string {
  const names = cast.revealed ? cast.names.get(person) : undefined;
  return names?.name ?? names?.phone ?? personCode(person);
}

export async function hitView(deps: Pick<ShowDeps, 'rules'>, hit: StoredHit): Promise<HitView> {
  const { id, message, severity, start, end, at } = hit;
  return { id, message, rule: await deps.rules.view(hit.rule, hit.version), severity, start, end, at };
}

async function hitsByMessage(
  deps: Pick<ShowDeps, 'records'>,
  page: readonly Message[],
): Promise<ReadonlyMap<MessageId, readonly StoredHit[]>> {
  const found = new Map<MessageId, StoredHit[]>();
  if (page.length === 0) return found;
  const every = everyPage((after) =>
    deps.records.find(hits, {
      index: 'byMessage',
      equals: { message: page.map((message) => message.id) },
      limit: 1000,
      ...after,
    }),
  );
  for await (const { doc } of every) found.set(doc.message, [...(found.get(doc.message) ?? []), doc]);
  for (const list of found.values()) list.sort((a, b) => a.start - b.start || a.end - b.end);
  return found;
}
