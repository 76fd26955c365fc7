/** Takes a batch of an export's entries into the archive: past the gate, captured and screened; each counted once. */
import { admit, type ChatEntry, type ChatExport, type Standing, type Way } from '@atalaia/connector';
import {
  type BlindIndex,
  type Conversation,
  type ImportId,
  type KeyOwner,
  type Message,
  type MessageId,
  messages,
  ownerOfPerson,
  type PersonId,
  persons,
} from '@atalaia/storage';
import { type CaptureDeps, captureMessages, type Incoming } from '../capture.ts';
import { everyPage } from '../every-page.ts';
import { type KnownName, takeNamesOut } from '../person/name-places.ts';
import { type EntryTrait, fingerprintOf, messageIdOf } from './fingerprint.ts';
import { maskStrangers } from './mask-strangers.ts';
import type { Parties } from './parties.ts';

export type TakeInDeps = CaptureDeps;

/** One import under way. */
export interface Intake {
  readonly id: ImportId;
  readonly conversation: Conversation;
  /** Whether the conversation began with this import: then none of its messages is stored yet. */
  readonly isNew: boolean;
  readonly parties: Parties;
  readonly names: readonly KnownName[];
  readonly way: Way;
  readonly chat: Pick<ChatExport, 'media' | 'ownWords' | 'group' | 'title'>;
  readonly timeOf: (at: string) => number;
  readonly traitOf: (entry: ChatEntry) => EntryTrait;
}

export interface TakenIn {
  readonly stored: number;
  readonly alreadyStored: number;
  readonly withheld: number;
  /** Files of messages that were stored earlier without them. */
  readonly filesLeft: number;
  readonly alerts: number;
}

type Standings = ReadonlyMap<PersonId, Standing>;

/** The batch must be the next entries of the file. Its size bounds the memory. */
export async function takeIn(deps: TakeInDeps, intake: Intake, batch: readonly ChatEntry[]): Promise<TakenIn> {
  const read = batch.map((entry) => readEntry(deps, intake, entry));
  const known = intake.isNew ? new Map<MessageId, Message>() : await alreadyStored(deps, intake, read);
  const fresh = read.filter(({ id }) => !known.has(id));
  const standings = await standingsOf(deps, intake, fresh);
  const admitted = fresh.flatMap((incoming) => {
    const verdict = admit(incoming, intake.way, concerned(intake, incoming, standings));
    return verdict.kind === 'admitted' ? [verdict.content] : [];
  });
  const { contact } = intake.conversation;
  const { outcomes, alerts } = await captureMessages(
    deps,
    admitted.map((incoming) => ({ incoming, contact })),
  );
  const stored = outcomes.filter(({ kind }) => kind === 'stored');
  const doubled = outcomes.filter(({ kind }) => kind === 'already-stored').length;
  const already = read.length - fresh.length + doubled;
  const withheld = batch.length - stored.length - already;
  return { stored: stored.length, alreadyStored: already, withheld, filesLeft: await filesLeft(read, known), alerts };
}

async function filesLeft(read: readonly Incoming[], known: ReadonlyMap<MessageId, Message>): Promise<number> {
  const without = read.filter(({ id, file }) => file !== undefined && known.get(id)?.media === undefined);
  const files = await Promise.all(
    without.map(async ({ id, file }) => (known.has(id) ? await file?.open() : undefined)),
  );
  return files.filter((file) => file !== undefined).length;
}

function readEntry(deps: TakeInDeps, intake: Intake, entry: ChatEntry): Incoming {
  const { conversation, parties } = intake;
  const trait = intake.traitOf(entry);
  const fingerprint = fingerprintOf(deps.blind, conversation.number, trait);
  const author = entry.author === null ? undefined : parties.authors.get(entry.author);
  const owner = ownerOf(conversation, author?.person);
  const { text, mentions } =
    entry.author === null ? systemLine(intake, entry.text, owner) : { text: entry.text, mentions: [] };
  const { file } = entry;
  return {
    id: messageIdOf(deps.blind, conversation.id, fingerprint, trait),
    number: conversation.number,
    conversation: conversation.id,
    author: author?.person ?? null,
    from: author?.from ?? 'unknown',
    kind: entry.kind,
    at: intake.timeOf(entry.at),
    order: trait.place,
    origin: 'import',
    import: intake.id,
    fingerprint,
    text,
    mentions,
    edited: entry.edited ?? false,
    owner,
    ...(file !== undefined && { file: { name: file, open: () => intake.chat.media(file) } }),
  };
}

/** Under the company's key, which no erasure reaches, no name may stand: those who never wrote are left out. */
function systemLine({ names, chat }: Intake, written: string, owner: KeyOwner) {
  const { text, mentions } = takeNamesOut(written.normalize('NFC'), names);
  return {
    text: owner === 'company' ? maskStrangers(text, chat.ownWords(text), chat.group ? chat.title : undefined) : text,
    mentions,
  };
}

/** A 1:1 chat is the contact's, the agent's words too; elsewhere words are their author's and system lines the company's. */
function ownerOf(conversation: Conversation, author: PersonId | undefined): KeyOwner {
  const person = conversation.contact ?? author;
  return person === undefined ? 'company' : ownerOfPerson(person);
}

async function alreadyStored(
  deps: TakeInDeps,
  { conversation }: Intake,
  batch: readonly Incoming[],
): Promise<ReadonlyMap<MessageId, Message>> {
  const fingerprint = batch.map((incoming) => incoming.fingerprint).filter((one): one is BlindIndex => one !== null);
  const found = everyPage((after) =>
    deps.records.find(messages, { index: 'byFingerprint', equals: { fingerprint }, limit: 1000, ...after }),
  );
  const stored = new Map<MessageId, Message>();
  for await (const { doc } of found) if (doc.conversation === conversation.id) stored.set(doc.id, doc);
  return stored;
}

/** Read anew for each batch: a restriction set while an import runs is in force at once. */
async function standingsOf(deps: TakeInDeps, intake: Intake, batch: readonly Incoming[]): Promise<Standings> {
  const ids = new Set(batch.flatMap((incoming) => concernedIds(intake, incoming)));
  const found = await Promise.all([...ids].map((id) => deps.records.get(persons, id)));
  return new Map(found.flatMap((person) => (person ? [[person.doc.id, person.doc]] : [])));
}

function concerned(intake: Intake, incoming: Incoming, standings: Standings): readonly Standing[] {
  return concernedIds(intake, incoming).map((id) => standings.get(id) ?? { state: 'locked', notice: 'unknown' });
}

/**
 * Author, contact and whoever a system line names, each with those who may be the same human. Where nobody says which of
 * the two is the contact, both are taken for it.
 */
function concernedIds(intake: Intake, incoming: Incoming): readonly PersonId[] {
  const { parties, conversation, chat } = intake;
  const contact = parties.contact?.person ?? conversation.contact;
  const either = contact === null && !chat.group ? [...parties.authors.values()].map(({ person }) => person) : [];
  const named = [incoming.author, contact, ...either, ...incoming.mentions];
  return named.flatMap((person) => (person ? (parties.standing.get(person) ?? [person]) : []));
}
