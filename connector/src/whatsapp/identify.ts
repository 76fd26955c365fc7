/** Says whose message it is: one human under many identifiers is one party, and two humans are never made one. */
import type { JournalChange } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { Chat, Envelope, Party } from '../journal/rows.ts';
import type { Identifier } from '../persons.ts';
import { aliasKeyOf, identifierOf, isOwn, type Own } from './own.ts';
import { phoneKey } from './phone-key.ts';

export interface IdentifyDeps {
  readonly journal: Pick<Journal, 'party' | 'alias' | 'chat'>;
  readonly own: Own;
  readonly newId: () => string;
  /** The phone number (E.164) that WhatsApp's history named for a LID: messages themselves need not tell it. */
  readonly phoneOf: (lid: string) => string | undefined;
}

/** Two parties whom WhatsApp says to be one; a human decides. */
export interface Doubt {
  readonly one: string;
  readonly other: string;
}

export interface Identified {
  readonly chat: Chat;
  /** The contact of a 1:1 chat, the author in a group; null for our own messages in a group. */
  readonly party: Party | null;
  /** Rows that are new or changed, in the order of their commit. */
  readonly changes: readonly JournalChange[];
  /** Doubts that this message raised; those known before stand in the parties. */
  readonly doubts: readonly Doubt[];
}

/**
 * Party and chat of a message to `contact` or `group`. Only reads; commit `changes` to make it so. Undefined for
 * envelopes of our own protocol traffic and excluded ones, and where nobody but ourselves is named.
 */
export function identify(deps: IdentifyDeps, envelope: Envelope): Identified | undefined {
  switch (envelope.to) {
    case 'contact': {
      const met = meet(deps, [envelope.chat, envelope.alternative]);
      if (met === undefined) return undefined;
      const chat = contactChat(deps, met.party, envelope.chat);
      return { chat: chat.row, party: met.party, changes: [...met.changes, ...chat.changes], doubts: met.doubts };
    }
    case 'group': {
      const chat = groupChat(deps, envelope.chat);
      if (envelope.fromMe) return { chat: chat.row, party: null, changes: chat.changes, doubts: [] };
      const met = meet(deps, [envelope.author, envelope.alternative]);
      if (met === undefined) return undefined;
      return { chat: chat.row, party: met.party, changes: [...met.changes, ...chat.changes], doubts: met.doubts };
    }
    case 'own':
    case 'excluded':
      return undefined;
    default:
      return envelope.to satisfies never;
  }
}

/** The party of somebody already met, by any of their JIDs; undefined if nobody was met under it. Changes nothing. */
export function partyOf(journal: Pick<Journal, 'party' | 'alias'>, jid: string): Party | undefined {
  const key = aliasKeyOf(jid);
  return key === undefined ? undefined : partyBy(journal, key);
}

/** What one message tells of a human. */
interface Sighted {
  readonly lid: string | null;
  readonly phone: string | null;
}

interface Met {
  readonly party: Party;
  readonly changes: readonly JournalChange[];
  readonly doubts: readonly Doubt[];
}

/** LID first, phone number second. */
function meet(deps: IdentifyDeps, jids: readonly (string | null)[]): Met | undefined {
  const named = sightedIn(deps.own, jids);
  if (named.lid === null && named.phone === null) return undefined;
  const lid = named.lid === null ? undefined : partyBy(deps.journal, `lid:${named.lid}`);
  const sighted = lid?.phone == null ? withHistory(deps, named) : named;
  const phone = sighted.phone === null ? undefined : partyBy(deps.journal, phoneKey(sighted.phone));
  if (lid === undefined && phone === undefined) return metAs(deps, newParty(deps.newId()), sighted);
  if (phone === undefined || lid?.id === phone.id) return metAs(deps, lid ?? newParty(deps.newId()), sighted);
  if (lid === undefined) {
    if (phone.lid === null || sighted.lid === null) return metAs(deps, phone, sighted);
    // The number comes with a new LID: handed on to somebody else, or its owner began anew.
    return metAs(deps, newParty(deps.newId()), sighted, phone);
  }
  // Two whom we know apart. A number without a LID stays with its party until a human decides; else the LID has it now.
  return metAs(deps, lid, phone.lid === null ? { ...sighted, phone: null } : sighted, phone);
}

/** Whoever is known by phone must not be met as a new person because WhatsApp now calls them by their LID alone. */
function withHistory({ own, phoneOf }: IdentifyDeps, sighted: Sighted): Sighted {
  if (sighted.lid === null || sighted.phone !== null) return sighted;
  const phone = phoneOf(sighted.lid);
  return phone === undefined || isOwn(own, `${phone.slice(1)}@s.whatsapp.net`) ? sighted : { ...sighted, phone };
}

/** A pair that names our own account for somebody else is worth nothing: our half is not taken. */
function sightedIn(own: Own, jids: readonly (string | null)[]): Sighted {
  const identifiers = jids.filter((jid) => !isOwn(own, jid)).flatMap((jid) => identifierOf(jid) ?? []);
  const of = (kind: Identifier['kind']) => identifiers.find((identifier) => identifier.kind === kind)?.value ?? null;
  return { lid: of('lid'), phone: of('phone') };
}

function partyBy(journal: Pick<Journal, 'party' | 'alias'>, key: string): Party | undefined {
  const id = journal.alias.get(key);
  const party = id === undefined ? undefined : journal.party.get(id);
  return party && leading(journal, party);
}

/** Of the parties whom the archive knows to be one person the one that was met first: it goes on in all their names. */
export function leading(journal: Pick<Journal, 'party' | 'alias'>, party: Party): Party {
  const first = party.person === null ? undefined : journal.alias.get(`person:${party.person}`);
  return first === undefined ? party : (journal.party.get(first) ?? party);
}

/** What follows from a message of `party`: the identifiers are theirs, and they may be the same human as `rival`. */
function metAs({ journal }: IdentifyDeps, party: Party, sighted: Sighted, rival?: Party): Met {
  const isNew = rival !== undefined && !(party.doubts ?? []).some((doubt) => doubt.party === rival.id);
  const knowing: Party = {
    ...party,
    lid: party.lid ?? sighted.lid,
    phone: sighted.phone ?? party.phone,
    ...(isNew ? { doubts: doubting(party, rival) } : {}),
  };
  const isSame = knowing.lid === party.lid && knowing.phone === party.phone && !isNew;
  const known = isSame && journal.party.get(party.id) !== undefined;
  return {
    party: knowing,
    changes: [
      ...(known ? [] : [journal.party.put(knowing)]),
      ...(isNew ? [journal.party.put({ ...rival, doubts: doubting(rival, knowing) })] : []),
      ...aliasesOf(journal, knowing.id, sighted),
    ],
    doubts: isNew ? [{ one: knowing.id, other: rival.id }] : [],
  };
}

function doubting(party: Party, other: Party): Party['doubts'] & object {
  return [...(party.doubts ?? []), { party: other.id, state: 'open' }];
}

function aliasesOf(journal: Pick<Journal, 'alias'>, party: string, { lid, phone }: Sighted): readonly JournalChange[] {
  const keys = [...(lid === null ? [] : [`lid:${lid}`]), ...(phone === null ? [] : [phoneKey(phone)])];
  return keys.filter((key) => journal.alias.get(key) !== party).map((key) => journal.alias.put(key, party));
}

function newParty(id: string): Party {
  return {
    id,
    lid: null,
    phone: null,
    person: null,
    state: 'active',
    perhaps: [],
    answer: 'none',
    answeredT: null,
    renewed: false,
    language: null,
  };
}

interface ChatRow {
  readonly row: Chat;
  readonly changes: readonly JournalChange[];
}

/** `jid`: the form that WhatsApp used last, and in which we answer. */
function contactChat({ journal }: IdentifyDeps, party: Party, jid: string): ChatRow {
  const known = journal.chat.get(party.id);
  if (known?.jid === jid) return { row: known, changes: [] };
  const row: Chat = known
    ? { ...known, jid }
    : { id: party.id, kind: 'contact', party: party.id, jid, conversation: null, subject: null };
  return { row, changes: [journal.chat.put(row)] };
}

function groupChat({ journal }: IdentifyDeps, jid: string): ChatRow {
  const known = journal.chat.get(jid);
  if (known) return { row: known, changes: [] };
  const row: Chat = { id: jid, kind: 'group', party: null, jid, conversation: null, subject: null };
  return { row, changes: [journal.chat.put(row)] };
}
