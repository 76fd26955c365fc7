/** Learns from the archive who the parties of waiting rows are, and in which conversation their chats are kept. */
import type { ConversationId, JournalChange, NumberId } from '@atalaia/storage';
import type { Archive } from '../archive.ts';
import { stricter } from '../consent/stricter.ts';
import type { Journal } from '../journal/journal.ts';
import type { InboxRow, Party, Told } from '../journal/rows.ts';
import type { Met } from '../persons.ts';
import { withAnswer } from './decided.ts';

export interface AcquaintDeps {
  readonly journal: Journal;
  readonly archive: Pick<Archive, 'meet' | 'conversationWith' | 'conversationOfGroup'>;
  readonly number: NumberId;
  /** A group's title as WhatsApp tells it; undefined while it can't be asked. */
  readonly groupSubject: (jid: string) => Promise<string | undefined>;
}

/** When it returns, every party of these rows has a person and every chat a conversation, durably. */
export async function acquaint(deps: AcquaintDeps, rows: readonly InboxRow[]): Promise<void> {
  for (const [party, pushName] of partiesIn(deps.journal, rows)) await meet(deps, party, pushName);
  for (const chat of chatsIn(rows)) await converse(deps, chat);
}

/** With the push name only where something of theirs is kept. */
function partiesIn(journal: Journal, rows: readonly InboxRow[]): ReadonlyMap<string, string | null> {
  const parties = new Map<string, string | null>();
  const add = (party: string | null | undefined, name: string | null = null) => {
    if (party) parties.set(party, name ?? parties.get(party) ?? null);
  };
  for (const row of rows) {
    if (row.kind === 'recovered') continue;
    if (row.kind === 'doubt') {
      add(row.one);
      add(row.other);
      continue;
    }
    add(row.party, row.kind === 'message' ? row.envelope.pushName : null);
    if (row.chat !== null) add(journal.chat.get(row.chat)?.party);
  }
  return parties;
}

function chatsIn(rows: readonly InboxRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => ('chat' in row && row.chat !== null ? [row.chat] : [])));
}

/** Asked again whenever there is more to tell: an identifier or a name that was not known before. */
async function meet({ journal, archive, number }: AcquaintDeps, id: string, pushName: string | null): Promise<void> {
  const party = journal.party.get(id);
  if (party === undefined) return;
  const told = journal.told.get(id);
  const now: Told = { lid: party.lid, phone: party.phone, name: pushName ?? told?.name ?? null };
  if (party.person !== null && told !== undefined && isSame(told, now)) return;
  const met = await archive.meet({ number, lid: now.lid, phone: now.phone, pushName: now.name });
  const current = journal.party.get(id) ?? party;
  const known = knownAs(current, met);
  const first = journal.party.get(journal.alias.get(`person:${known.person}`) ?? '');
  journal.commit([
    // Of who objected no name was kept: it is told again until they have agreed.
    ...(met.state === 'suppressed' ? [] : [journal.told.put(id, now)]),
    ...(first === undefined || first.id === id
      ? [journal.party.put(known), journal.alias.put(`person:${known.person}`, id)]
      : current.person === known.person
        ? [journal.party.put(known)]
        : join(journal, first, known)),
  ]);
}

/** Whoever the party was taken for stays; should the archive now name somebody else, the stricter of both decides. */
function knownAs(party: Party, met: Met): Party & { readonly person: Met['person'] } {
  const { person, state, notice, perhaps, entered } = met;
  if (party.person !== null && party.person !== person) {
    const others = perhaps.filter((other) => other.person !== party.person);
    return { ...party, person: party.person, perhaps: [...others, { person, state, notice }] };
  }
  const known = { ...party, person, state: party.person === null ? state : party.state, perhaps };
  return entered.reduce(withAnswer, known);
}

/**
 * Two parties of one person: the one met first goes on in both names, under the stricter standing of both, so that the
 * person's next answer decides for all of them. Nothing is asked of the other one any more.
 */
function join(journal: Journal, first: Party, second: Party): readonly JournalChange[] {
  const isBetween = ({ party }: { readonly party: string }) => party === first.id || party === second.id;
  const both = [...(first.doubts ?? []), ...(second.doubts ?? [])];
  const joined: Party = {
    ...first,
    ...stricter(first, second),
    lid: first.lid ?? second.lid,
    phone: first.phone ?? second.phone,
    language: first.language ?? second.language,
    perhaps: unlikeEachOther([...second.perhaps, ...first.perhaps], ({ person }) => person),
    doubts: unlikeEachOther(both, ({ party }) => party).filter((doubt) => !isBetween(doubt)),
  };
  const chat = journal.chat.get(first.id) === undefined ? journal.chat.get(second.id) : undefined;
  return [
    journal.party.put(joined),
    journal.party.put({ ...second, answer: 'none', answeredT: null, renewed: false, doubts: [] }),
    ...(chat === undefined ? [] : [journal.chat.put({ ...chat, id: first.id, party: first.id })]),
  ];
}

/** Of those with the same name the last one. */
function unlikeEachOther<T>(list: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return [...new Map(list.map((one) => [nameOf(one), one])).values()];
}

async function converse(deps: AcquaintDeps, id: string): Promise<void> {
  const { journal, archive, number } = deps;
  const chat = journal.chat.get(id);
  if (chat === undefined) return;
  if (chat.kind === 'contact') {
    const person = chat.party === null ? null : journal.party.get(chat.party)?.person;
    if (chat.conversation !== null || !person) return;
    return keep(journal, id, await archive.conversationWith(number, person), null);
  }
  const subject = chat.subject ?? (await deps.groupSubject(chat.jid)) ?? null;
  if (chat.conversation !== null && journal.told.get(id)?.name === subject) return;
  keep(journal, id, await archive.conversationOfGroup(number, chat.jid, subject ?? ''), subject);
}

function keep(journal: Journal, id: string, conversation: ConversationId, subject: string | null): void {
  const chat = journal.chat.get(id);
  if (chat === undefined) return;
  journal.commit([
    journal.chat.put({ ...chat, conversation, subject: chat.subject ?? subject }),
    journal.told.put(id, { lid: null, phone: null, name: subject }),
  ]);
}

function isSame(one: Told, other: Told): boolean {
  return one.lid === other.lid && one.phone === other.phone && one.name === other.name;
}
