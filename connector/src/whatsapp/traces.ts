/** Under which names a number knows one person: their parties, and every LID and phone number that leads to nobody else. */
import type { JournalStore, PersonId } from '@atalaia/storage';
import { everyRow } from '../journal/every-row.ts';
import type { Journal } from '../journal/journal.ts';
import type { Identifier } from '../persons.ts';
import { identifierOf, isOwn, type Own } from './own.ts';
import { phoneKey } from './phone-key.ts';
import { identifiersIn, mappingIn } from './signal-rows.ts';

export interface Traces {
  readonly person: PersonId;
  /** Ids of the parties; they are the ids of the person's 1:1 chats too. */
  readonly parties: ReadonlySet<string>;
  /** Keys of their aliases: under these a group's notice waits for a member who never wrote. */
  readonly aliases: ReadonlySet<string>;
  isTheirs(identifier: Identifier): boolean;
  /** Whether the JID, with or without a device, is theirs. */
  names(jid: string | null | undefined): boolean;
}

export interface TracesDeps {
  readonly journal: Journal;
  readonly store: Pick<JournalStore, 'list'>;
  readonly own: Own;
  /** Whether the archive knows the person by it: WhatsApp's history names people who never wrote to the number. */
  readonly knownBy: (identifier: Identifier) => Promise<boolean>;
}

/** `spaces`: those of the Signal keys. Only reads. */
export async function tracesOf(deps: TracesDeps, person: PersonId, spaces: readonly string[]): Promise<Traces> {
  const parties = new Set<string>();
  const aliases = new Set<string>();
  await addKnown(deps, person, parties, aliases);
  const isOfAnother = (key: string) => {
    const party = deps.journal.alias.get(key);
    return party !== undefined && !parties.has(party);
  };
  await addFromArchive(deps, aliases, spaces, isOfAnother);
  await addMapped(deps, aliases, spaces);
  for (const key of aliases) if (isOfAnother(key)) aliases.delete(key);
  const isTheirs = (identifier: Identifier) => aliases.has(keyOf(identifier)) && !isOwn(deps.own, jidOf(identifier));
  return {
    person,
    parties,
    aliases,
    isTheirs,
    names(jid) {
      const identifier = identifierOf(jid);
      return identifier !== undefined && isTheirs(identifier);
    },
  };
}

/** Their parties, and what those are known by. */
async function addKnown(
  { journal }: TracesDeps,
  person: PersonId,
  parties: Set<string>,
  aliases: Set<string>,
): Promise<void> {
  for await (const page of everyRow(journal.party.list)) {
    for (const { row } of page) {
      if (row.person !== person) continue;
      parties.add(row.id);
      const told = journal.told.get(row.id);
      for (const lid of [row.lid, told?.lid]) if (lid != null) aliases.add(`lid:${lid}`);
      for (const phone of [row.phone, told?.phone]) if (phone != null) aliases.add(phoneKey(phone));
    }
  }
  for await (const page of everyRow(journal.alias.list)) {
    for (const { key, row } of page) if (parties.has(row) && !key.startsWith('person:')) aliases.add(key);
  }
}

/** Those whom the number only heard of: in WhatsApp's history, or as a silent member of a group. */
async function addFromArchive(
  deps: TracesDeps,
  aliases: Set<string>,
  spaces: readonly string[],
  isOfAnother: (key: string) => boolean,
): Promise<void> {
  const asked = new Set(aliases);
  async function ask(identifier: Identifier): Promise<void> {
    const key = keyOf(identifier);
    if (asked.has(key)) return;
    asked.add(key);
    if (isOwn(deps.own, jidOf(identifier)) || isOfAnother(key)) return;
    if (await deps.knownBy(identifier)) aliases.add(key);
  }
  for await (const page of everyRow(deps.journal.standing.list)) {
    for (const { row } of page) for (const identifier of ofAlias(row.party)) await ask(identifier);
  }
  for (const space of spaces) {
    for await (const page of everyRow((limit, from) => deps.store.list(space, { limit, from }))) {
      for (const row of page) for (const identifier of identifiersIn(row)) await ask(identifier);
    }
  }
}

/** WhatsApp's mapping leads from their phone number to their LID and back. */
async function addMapped({ store }: TracesDeps, aliases: Set<string>, spaces: readonly string[]): Promise<void> {
  for (const space of spaces) {
    for await (const page of everyRow((limit, from) => store.list(space, { limit, from }))) {
      for (const row of page) {
        const pair = mappingIn(row).map(keyOf);
        if (pair.some((key) => aliases.has(key))) for (const key of pair) aliases.add(key);
      }
    }
  }
}

function keyOf({ kind, value }: Identifier): string {
  return kind === 'lid' ? `lid:${value}` : phoneKey(value);
}

/** What the key of an alias says; none for a party's id. */
function ofAlias(key: string): readonly Identifier[] {
  const [, kind, value] = /^(lid|phone|phone-without-ninth-digit):(.+)$/.exec(key) ?? [];
  return value === undefined ? [] : [{ kind: kind === 'lid' ? 'lid' : 'phone', value }];
}

function jidOf({ kind, value }: Identifier): string {
  return kind === 'lid' ? `${value}@lid` : `${value.slice(1)}@s.whatsapp.net`;
}
