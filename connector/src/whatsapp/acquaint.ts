/** Learns from the archive who the parties of waiting rows are, and in which conversation their chats are kept. */
import type { ConversationId, NumberId } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { InboxRow, Party, Told } from '../journal/rows.ts';
import type { Archive, Met } from '../model.ts';

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
  const other = journal.party.get(journal.alias.get(`person:${known.person}`) ?? '');
  journal.commit([
    journal.told.put(id, now),
    ...(other === undefined || other.id === id
      ? [journal.party.put(known), journal.alias.put(`person:${known.person}`, id)]
      : [journal.party.put(doubting(known, other)), journal.party.put(doubting(other, known))]),
  ]);
}

/** Whoever the party was taken for stays; should the archive now name somebody else, the stricter of both decides. */
function knownAs(party: Party, { person, state, perhaps }: Met): Party & { readonly person: Met['person'] } {
  if (party.person === null) return { ...party, person, state, perhaps };
  const others = perhaps.filter((other) => other.person !== party.person);
  const another = party.person === person ? [] : [{ person, state, notice: 'unknown' as const }];
  return { ...party, person: party.person, perhaps: [...others, ...another] };
}

/** Two parties of one person: what one of them refused, the other has not allowed. */
function doubting(party: Party, other: Party): Party {
  const doubts = party.doubts ?? [];
  if (doubts.some((doubt) => doubt.party === other.id)) return party;
  return { ...party, doubts: [...doubts, { party: other.id, state: 'open' }] };
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
