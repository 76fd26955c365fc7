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
import type { HitView, MessageView, PersonView } from '../api/views.ts';
import { everyPage } from '../every-page.ts';
import { inlineExtension } from '../media-type.ts';
import { openText } from '../open-text.ts';
import { openNames, type PersonNames, personCode, personView } from '../person/label.ts';
import { putNamesIn } from '../person/name-places.ts';
import type { RunningRules } from '../rule/running.ts';
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
export async function castOf(
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

/** The messages as shown, in the same order. */
export async function showMessages(
  deps: ShowDeps,
  cast: Cast,
  page: readonly Message[],
): Promise<readonly MessageView[]> {
  const hitsOf = await hitsByMessage(deps, page);
  const shown: MessageView[] = [];
  for (const message of page) shown.push(await showMessage(deps, cast, message, hitsOf.get(message.id) ?? []));
  return shown;
}

async function showMessage(
  deps: ShowDeps,
  cast: Cast,
  message: Message,
  found: readonly StoredHit[],
): Promise<MessageView> {
  const open = (field: 'sealedText' | 'sealedFileName') =>
    openText(deps.vault, placeOf(messages, message.id, field), message[field]);
  const hide = (text: string) => (cast.revealed ? text : cast.mask.hide(text));
  const text = await open('sealedText');
  const fileName = await open('sealedFileName');
  const fill = (masked: string) => putNamesIn(masked, message.mentions, (person) => calledIn(cast, person));
  const masked = text.kind === 'text' ? hide(text.text) : null;
  // Names are put in after masking; they move the hits behind them.
  const moved = (at: number) => (masked === null ? at : fill(masked.slice(0, at)).length);
  return {
    id: message.id,
    author: (message.author && cast.views.get(message.author)) ?? null,
    from: message.from,
    kind: message.kind,
    at: message.at,
    text: masked === null ? null : fill(masked),
    damaged: text.kind === 'damaged',
    masked: !cast.revealed,
    edited: message.edited,
    media: message.media
      ? {
          type: message.media.type,
          size: message.media.size,
          name: fileName.kind === 'text' ? hide(fileName.text) : null,
          shownInline: inlineExtension(message.media.type) !== undefined,
        }
      : null,
    hits: await Promise.all(
      found.map((hit) => hitView(deps, { ...hit, start: moved(hit.start), end: moved(hit.end) })),
    ),
  };
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
