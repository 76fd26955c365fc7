/** The persons of a conversation as a reader may see them, and the mask that hides who they are. */
import { setImmediate } from 'node:timers/promises';
import {
  type Conversation,
  type Message,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { PersonView } from '../api/views.ts';
import { closedParts } from '../erase/closed-parts.ts';
import { openNames, type PersonNames, personCode, personView } from '../person/label.ts';
import { isShut } from '../person/refuse-shut.ts';
import { type Mask, maskFor } from './mask.ts';

/** The persons of a conversation, named for masking; shown by name only if `revealed`. */
export interface Cast {
  readonly revealed: boolean;
  readonly mask: Mask;
  readonly views: ReadonlyMap<PersonId, PersonView>;
  /** Whether these words, or the person whose they are, are being erased, or the person is restricted and the reader no dpo: then they are not shown. */
  isClosed(message: Message): boolean;
}

/** Names opened before other work gets a turn. */
const namesAtOnce = 100;

/** Everyone of the conversation and of these messages. `reserved`: the reader is a dpo. Their names are opened in any case: they must be known to be hidden. */
export async function castOf(
  deps: { readonly records: Pick<Records, 'get' | 'find'>; readonly vault: Pick<Vault, 'openText'> },
  conversation: Conversation,
  page: readonly Message[],
  { revealed, reserved }: { readonly revealed: boolean; readonly reserved: boolean },
): Promise<Cast> {
  const ids = new Set<PersonId>(conversation.persons);
  if (conversation.contact) ids.add(conversation.contact);
  for (const message of page) {
    if (message.author) ids.add(message.author);
    for (const mentioned of message.mentions) ids.add(mentioned);
  }
  const views = new Map<PersonId, PersonView>();
  const names = new Map<PersonId, PersonNames>();
  const closed = new Set<PersonId>();
  for (const [at, id] of [...ids].entries()) {
    // A large group has hundreds: other work gets its turn.
    if (at % namesAtOnce === namesAtOnce - 1) await setImmediate();
    const person: Person | undefined = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const opened = await openNames(deps.vault, person);
    names.set(id, opened);
    const shut = isShut(person, reserved);
    if (shut) closed.add(id);
    views.set(id, personView(person, revealed && !shut ? opened : null));
  }
  const hidden = [...names.values()].flatMap(({ name, phone }) => [name, phone]).filter((text) => text !== null);
  const parts = await closedParts(deps);
  const isClosed = (message: Message) => {
    const owner = conversation.contact ?? message.author;
    return (owner !== null && closed.has(owner)) || parts.holds(message);
  };
  return { revealed, mask: maskFor(hidden), views, isClosed };
}

/** Null where it is not known who wrote. */
export function authorOf(cast: Cast, { author }: Message): PersonView | null {
  return (author && cast.views.get(author)) ?? null;
}

/** The text as this reader may see it. */
export function hidden(cast: Cast, text: string): string {
  return cast.revealed ? text : cast.mask.hide(text);
}

/** How a person is called inside a system line. */
export function calledIn(cast: Cast, person: PersonId): string {
  const view = cast.revealed ? cast.views.get(person) : undefined;
  return view?.name ?? view?.phone ?? personCode(person);
}
