/** Makes again what leads from a phone number or a name in an export to its person: no backup holds it. */
import {
  type Alias,
  aliases,
  type BlindIndex,
  type BlindIndexer,
  type Clock,
  type ConversationId,
  conversations,
  imports,
  type Person,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { phoneOf } from '../number/phone.ts';
import { openNames } from '../person/label.ts';
import { nameAlias, phoneAlias, shortFormAlias } from '../person/resolve.ts';

export interface RebuildAliases {
  readonly records: Pick<Records, 'find' | 'get' | 'insert'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

/** WhatsApp's own ids were only in the lost journals: who has no phone number here is met anew. Answers how many aliases there are. */
export async function rebuildAliases(deps: RebuildAliases): Promise<number> {
  const imported = await importedChats(deps);
  let made = 0;
  const every = everyPage((after) => deps.records.find(persons, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) {
    for (const alias of await aliasesOf(deps, doc, imported.get(doc.id) ?? [])) {
      if ((await deps.records.insert(aliases, alias)) === 'inserted') made += 1;
    }
  }
  return made;
}

async function aliasesOf(
  deps: RebuildAliases,
  person: Person,
  chats: readonly ConversationId[],
): Promise<readonly Alias[]> {
  const { name, phone } = await openNames(deps.vault, person);
  const known = phone === null ? undefined : phoneOf(phone);
  const short = known?.withoutNinthDigit;
  const alias = (kind: Alias['kind'], id: BlindIndex): Alias => ({
    id,
    kind,
    person: person.id,
    source: chats.length > 0 ? 'import' : 'whatsapp',
    firstSeenAt: person.createdAt,
  });
  // Agents carry one name on the whole number; everybody else's holds in their chat only.
  const scopes: readonly string[] = person.role === 'agent' ? [...chats, ...person.numbers] : chats;
  return [
    ...(phone === null ? [] : [alias('phone', phoneAlias(deps.blind, phone))]),
    ...(short === undefined ? [] : [alias('phone-without-ninth-digit', shortFormAlias(deps.blind, short))]),
    ...(name === null ? [] : scopes.map((scope) => alias('name-in-export', nameAlias(deps.blind, scope, name)))),
  ];
}

/** Names in exports count only in chats that came from one. */
async function importedChats({ records }: RebuildAliases): Promise<ReadonlyMap<string, readonly ConversationId[]>> {
  const chats = new Map<string, ConversationId[]>();
  const every = everyPage((after) =>
    records.find(imports, { index: 'byState', equals: { state: ['done', 'refused'] as const }, limit: 500, ...after }),
  );
  for await (const { doc } of every) {
    const chat = doc.conversation === null ? undefined : (await records.get(conversations, doc.conversation))?.doc;
    for (const person of chat?.persons ?? []) {
      const known = chats.get(person) ?? [];
      if (chat !== undefined && !known.includes(chat.id)) chats.set(person, [...known, chat.id]);
    }
  }
  return chats;
}
