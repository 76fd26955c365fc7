/**
 * Takes one erased person out of a number's journal: who they are, what is known between them and the notice, what they
 * wrote and what was written to them, and the Signal keys of their devices.
 */
import { deserialize, serialize } from 'node:v8';
import type { JournalChange, JournalRow, JournalStore, PersonId } from '@atalaia/storage';
import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { everyRow } from '../journal/every-row.ts';
import type { Journal, Placed } from '../journal/journal.ts';
import { count } from '../journal/ledger.ts';
import type { InboxRow, OutboxRow, Party } from '../journal/rows.ts';
import { everySession } from './credentials.ts';
import { withoutThem } from './signal-rows.ts';
import { type Traces, type TracesDeps, tracesOf } from './traces.ts';

export interface ForgetDeps extends TracesDeps {
  readonly store: JournalStore;
}

/**
 * Durable when it resolves, and overwritten in the file and its log. Nobody else may write the person's rows meanwhile:
 * the socket is ended, and nothing is drained. Begun again after a kill it goes on: who they are goes last.
 */
export async function forgetPerson(deps: ForgetDeps, person: PersonId): Promise<void> {
  const { journal, store } = deps;
  const sessions = everySession(store);
  const traces = await tracesOf(
    deps,
    person,
    sessions.map(({ keys }) => keys),
  );
  for (const { keys, credentials } of sessions) {
    const list = (limit: number, from: number) => store.list(keys, { limit, from });
    await sweep(journal, list, (row) => keysWithout(keys, row, traces));
    journal.commit(credentialsWithout(store, credentials, traces));
  }
  await sweep(journal, journal.inbox.list, (placed) => inboxWithout(journal, placed, traces));
  await sweep(journal, journal.aside.list, ({ key, row, order }) => {
    if (concerns(row, traces)) return [journal.aside.remove(key)];
    const unnamed = withoutNaming(row, traces);
    return unnamed === row ? [] : [journal.aside.put(key, unnamed, order)];
  });
  await sweep(journal, journal.media.list, ({ key, row }) => {
    const { contact, ref, jid, participant } = row;
    const isTheirs = contact === person || ref.author === person || traces.names(jid) || traces.names(participant);
    return isTheirs ? [journal.media.remove(key), count(journal, row.day, { mediaPending: -1 })] : [];
  });
  await sweep(journal, journal.seen.list, ({ key }) => (isSeenOf(key, traces) ? [journal.seen.remove(key)] : []));
  await sweep(journal, journal.outbox.list, ({ row }) => outboxWithout(journal, row, traces));
  await sweep(journal, journal.standing.list, ({ key, row }) => {
    const isTheirs = [row.chat, row.party].some((id) => traces.parties.has(id)) || traces.aliases.has(row.party);
    return isTheirs ? [journal.standing.remove(key)] : [];
  });
  await sweep(journal, journal.chat.list, ({ key }) => (traces.parties.has(key) ? [journal.chat.remove(key)] : []));
  await sweep(journal, journal.told.list, ({ key }) => (traces.parties.has(key) ? [journal.told.remove(key)] : []));
  const others: JournalChange[] = [];
  for await (const page of everyRow(journal.party.list)) {
    for (const { row } of page) others.push(...partyWithout(journal, row, traces));
  }
  for await (const page of everyRow(journal.alias.list)) {
    for (const { key, row } of page) {
      if (traces.parties.has(row) || key === `person:${person}`) others.push(journal.alias.remove(key));
    }
  }
  journal.commit(others);
  store.emptyLog();
}

/** A page a commit; the last commit of all makes these durable with itself. */
async function sweep<Row extends Pick<JournalRow, 'key' | 'order'>>(
  journal: Journal,
  list: (limit: number, from: number) => readonly Row[],
  changesFor: (row: Row) => readonly JournalChange[],
): Promise<void> {
  for await (const page of everyRow(list)) {
    for (const row of page) {
      const changes = changesFor(row);
      if (changes.length > 0) journal.commit(changes, 'with-next');
    }
  }
}

function keysWithout(space: string, row: JournalRow, { isTheirs }: Traces): readonly JournalChange[] {
  const { key } = row;
  const left = withoutThem(row, isTheirs);
  switch (left.kind) {
    case 'kept':
      return [];
    case 'gone':
      return [{ space, key, value: null }];
    case 'changed':
      return [{ space, key, value: left.value }];
    default:
      return left satisfies never;
  }
}

/** Baileys notes there which pieces of history it has read, by the chat that brought them. */
function credentialsWithout(
  store: Pick<JournalStore, 'get'>,
  place: { readonly space: string; readonly key: string },
  traces: Traces,
): readonly JournalChange[] {
  const value = store.get(place.space, place.key);
  if (value === undefined) return [];
  const creds = deserialize(value) as AuthenticationCreds;
  const read = creds.processedHistoryMessages;
  const left = read.filter(({ key }) => !traces.names(key.remoteJid) && !traces.names(key.participant));
  if (left.length === read.length) return [];
  return [{ ...place, value: serialize({ ...creds, processedHistoryMessages: left }) }];
}

/** A message that was counted as stored and now never will be counts as one that was only counted. */
function inboxWithout(
  journal: Journal,
  { key, row, order }: Placed<InboxRow>,
  traces: Traces,
): readonly JournalChange[] {
  if (!concerns(row, traces)) {
    const unnamed = withoutNaming(row, traces);
    return unnamed === row ? [] : [journal.inbox.put(key, unnamed, order)];
  }
  const removed = journal.inbox.remove(key);
  if (row.kind !== 'message') return [removed];
  const file = row.decoded.content.kind === 'file' ? { mediaPending: -1 } : {};
  return [removed, count(journal, row.day, { stored: -1, excluded: 1, ...file })];
}

/** They wrote it, it was written to them, or it is about what they wrote. */
function concerns(row: InboxRow, { parties, names }: Traces): boolean {
  if (row.kind === 'recovered') return false;
  if (row.kind === 'doubt') return parties.has(row.one) || parties.has(row.other);
  if ([row.chat, row.party].some((id) => id !== null && parties.has(id))) return true;
  if (row.kind !== 'message') return false;
  const { content } = row.decoded;
  return 'target' in content && names(content.target.participant);
}

/** What somebody else wrote stays theirs; whom it mentions and what it answers is no longer known. */
function withoutNaming(row: InboxRow, { names }: Traces): InboxRow {
  if (row.kind !== 'message') return row;
  const { decoded } = row;
  const mentions = decoded.mentions.filter((jid) => !names(jid));
  const quotes = names(decoded.quotes?.participant) ? null : decoded.quotes;
  const isSame = mentions.length === decoded.mentions.length && quotes === decoded.quotes;
  return isSame ? row : { ...row, decoded: { ...decoded, mentions, quotes } };
}

/** Keys are `message:<chat>/<author>/<id>`; whoever was never met stands there by JID. */
function isSeenOf(key: string, { parties, names }: Traces): boolean {
  if (!key.startsWith('message:')) return false;
  const [chat = '', author = ''] = key.slice('message:'.length).split('/');
  return parties.has(chat) || parties.has(author) || names(chat) || names(author);
}

/** What a group was told stays told to the others. */
function outboxWithout(journal: Journal, row: OutboxRow, traces: Traces): readonly JournalChange[] {
  if (traces.parties.has(row.chat) || traces.names(row.jid)) return [journal.outbox.remove(row.id)];
  const deliveredTo = row.deliveredTo.filter((member) => !traces.parties.has(member) && !traces.aliases.has(member));
  const proof = row.proof.filter((attributes) => !Object.values(attributes).some(traces.names));
  const isSame = deliveredTo.length === row.deliveredTo.length && proof.length === row.proof.length;
  return isSame ? [] : [journal.outbox.put({ ...row, deliveredTo, proof })];
}

function partyWithout(journal: Journal, party: Party, { parties, person }: Traces): readonly JournalChange[] {
  if (parties.has(party.id)) return [journal.party.remove(party.id)];
  const perhaps = party.perhaps.filter((known) => known.person !== person);
  const doubts = (party.doubts ?? []).filter((doubt) => !parties.has(doubt.party));
  const isSame = perhaps.length === party.perhaps.length && doubts.length === (party.doubts ?? []).length;
  return isSame ? [] : [journal.party.put({ ...party, perhaps, doubts })];
}
