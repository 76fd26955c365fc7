/** The people of an imported chat: each author, and the contact of a 1:1 chat, as persons of the archive. */
import type { ChatExport } from '@atalaia/connector';
import type { Authorship, ConversationId, NumberId, PersonId } from '@atalaia/storage';
import { type Phone, phoneOf } from '../number/phone.ts';
import { type ResolveDeps, type Resolved, resolvePerson } from '../person/resolve.ts';
import type { WhoIsWho } from './who-is-who.ts';

export interface Party {
  readonly person: PersonId;
  readonly from: Authorship;
}

export interface Parties {
  /** By the name in the file. */
  readonly authors: ReadonlyMap<string, Party>;
  /** Null in groups, and where neither file nor importer says who it is. */
  readonly contact: Party | null;
  /** For each person, everybody whose consent counts: they themselves and those who may be the same human. */
  readonly standing: ReadonlyMap<PersonId, readonly PersonId[]>;
}

export interface PartiesWanted {
  readonly number: NumberId;
  readonly conversation: ConversationId;
  readonly chat: Pick<ChatExport, 'authors'>;
  readonly who: WhoIsWho;
  /** As the importer gave it. */
  readonly contactPhone: Phone | undefined;
}

type Met = Party & { readonly perhaps: readonly PersonId[] };

export async function resolveParties(deps: ResolveDeps, wanted: PartiesWanted): Promise<Parties> {
  const { who } = wanted;
  const contact = await meetContact(deps, wanted);
  const authors = new Map<string, Met>();
  for (const { name } of wanted.chat.authors) {
    const isContact = contact !== null && name === who.contact;
    authors.set(name, isContact ? contact : await meetAuthor(deps, wanted, name));
  }
  const all = contact === null ? [...authors.values()] : [contact, ...authors.values()];
  return { authors, contact, standing: new Map(all.map(({ person, perhaps }) => [person, [person, ...perhaps]])) };
}

async function meetContact(deps: ResolveDeps, wanted: PartiesWanted): Promise<Met | null> {
  const name = wanted.who.contact;
  const written = name === undefined ? undefined : phoneOf(name);
  const phone = wanted.contactPhone ?? written;
  if (name === undefined && phone === undefined) return null;
  const resolved = await resolvePerson(deps, {
    number: wanted.number,
    source: 'import',
    role: 'contact',
    notice: 'imported-without-notice',
    ...(name !== undefined && !written && { name }),
    ...(phone && { phone }),
    nameScopes: [wanted.conversation],
  });
  return met(resolved, 'contact');
}

/** Agents carry their own account's name, one for the whole number; other names hold in their conversation only. */
async function meetAuthor(deps: ResolveDeps, wanted: PartiesWanted, name: string): Promise<Met> {
  const isAgent = name === wanted.who.agent;
  const phone = phoneOf(name);
  const resolved = await resolvePerson(deps, {
    number: wanted.number,
    source: 'import',
    role: isAgent ? 'agent' : 'unknown',
    notice: 'imported-without-notice',
    ...(phone ? { phone } : { name }),
    nameScopes: isAgent ? [wanted.conversation, wanted.number] : [wanted.conversation],
  });
  return met(resolved, isAgent ? 'agent' : 'unknown');
}

function met({ person, perhaps }: Resolved, from: Authorship): Met {
  return { person: person.id, from, perhaps: perhaps.map(({ id }) => id) };
}
