/** Captures messages: seals each under the key of the person it concerns, stores it once, and raises what rules find in it. */
import type { Admitted } from '@atalaia/connector';
import {
  type Authorship,
  type BlindIndex,
  type BlobId,
  type ConversationId,
  type ImportId,
  type KeyOwner,
  type Media,
  type Message,
  type MessageId,
  type MessageKind,
  messages,
  type NumberId,
  type PersonId,
  placeOf,
  type SealingKey,
  type Vault,
} from '@atalaia/storage';
import { allEnded } from './all-ended.ts';
import { sniffType } from './media-type.ts';
import {
  type Found,
  lookThrough,
  markScreened,
  raiseFound,
  type ScreenDeps,
  type ToScreen,
  type Unplaced,
} from './screen.ts';
import type { Sequences, TakeSequence } from './sequence.ts';

/** A message in clear, on its way into the archive. */
export interface Incoming {
  /** Derived from what identifies the message, so that it is stored once. */
  readonly id: MessageId;
  readonly number: NumberId;
  readonly conversation: ConversationId;
  /** Null for system lines. */
  readonly author: PersonId | null;
  readonly from: Authorship;
  readonly kind: MessageKind;
  /** UTC, milliseconds. */
  readonly at: number;
  readonly order: number;
  readonly origin: 'import' | 'live';
  readonly import: ImportId | null;
  readonly fingerprint: BlindIndex | null;
  readonly text: string;
  /** In the place of text: what nobody could read, kept as it came. */
  readonly unreadable?: Uint8Array;
  readonly mentions: readonly PersonId[];
  readonly edited: boolean;
  /** Whose key seals it: the contact's in a 1:1 chat, the author's in a group, the company's for lines about several. */
  readonly owner: KeyOwner;
  readonly file?: IncomingFile;
  /** What only a live message tells of itself; absent in imports. */
  readonly live?: LiveTraits;
}

export interface IncomingFile {
  readonly name: string | null;
  /** Answers undefined if the file did not come along. */
  open(): Promise<AsyncIterable<Uint8Array> | undefined>;
}

export interface LiveTraits {
  /** The message that this one edits, revokes, reacts to, votes in, or brings the file of. */
  readonly target: MessageId | null;
  readonly quotes: MessageId | null;
  readonly forwarded: boolean;
  readonly viewOnce: boolean;
  /** Of the company's own messages: the device, and how it is known who wrote. */
  readonly own: Pick<Message, 'device' | 'attribution'> | null;
  /** Key to later encrypted edits and votes; 32 bytes. */
  readonly secret: Uint8Array | null;
}

export type Captured =
  | { readonly kind: 'stored'; readonly message: Message }
  | { readonly kind: 'already-stored' }
  /** The owner was erased: nothing of theirs is stored any more. */
  | { readonly kind: 'key-destroyed' };

export interface CaptureDeps extends ScreenDeps {
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly media: Pick<Media, 'sealFile'>;
  readonly sequences: Sequences;
}

/** A message that passed the gate, and the contact of its chat; null in a group. */
export interface ToCapture {
  readonly incoming: Admitted<Incoming>;
  readonly contact: PersonId | null;
}

export interface CapturedBatch {
  readonly outcomes: readonly Captured[];
  /** How many alerts are new. */
  readonly alerts: number;
}

/** What is about to be stored; only `captureMessages` and `captureWith` let anything in. */
interface ToStore {
  readonly incoming: Incoming;
  readonly contact: PersonId | null;
}

/**
 * Stores what belongs to a stored message and is no message of its own, such as its file that was fetched after it:
 * it passed the gate with that message, so it is kept only beside it.
 */
export async function captureWith(
  deps: CaptureDeps,
  stored: Message,
  { incoming, contact }: ToStore,
): Promise<readonly Captured[]> {
  if (incoming.live?.target !== stored.id) throw new TypeError('This belongs to another message.');
  return (await captureAll(deps, [{ incoming, contact }])).outcomes;
}

/**
 * Durable and screened when it answers. Capturing the same message again changes nothing, its file neither. Files
 * come one after the other, so that memory stays bounded; messages without file together.
 */
export function captureMessages(deps: CaptureDeps, batch: readonly ToCapture[]): Promise<CapturedBatch> {
  return captureAll(deps, batch);
}

async function captureAll(deps: CaptureDeps, batch: readonly ToStore[]): Promise<CapturedBatch> {
  const done: CapturedBatch[] = [];
  for (const one of batch) {
    if (!one.incoming.file) continue;
    // In turn: sealing the file again would put it under another key than the stored message has.
    done.push(await deps.turns.inTurn(`capture.${one.incoming.id}`, () => storeTogether(deps, [one])));
  }
  done.push(
    await storeTogether(
      deps,
      batch.filter(({ incoming }) => !incoming.file),
    ),
  );
  return {
    outcomes: done.flatMap(({ outcomes }) => outcomes),
    alerts: done.reduce((sum, { alerts }) => sum + alerts, 0),
  };
}

/**
 * Rules look at the text before it is stored, so that message, hits, alert and audit entry are asked for in one turn
 * of the event loop: they share a disk sync. A message with hits is stored as pending until all of it is durable; what
 * a crash leaves pending is screened again at the next start, and derived ids keep everything single.
 */
async function storeTogether(deps: CaptureDeps, batch: readonly ToStore[]): Promise<CapturedBatch> {
  const sealed = await allEnded(batch.map((one) => sealMessage(deps, one)));
  const outcomes: Captured[] = sealed.filter((one) => one.kind !== 'sealed');
  const screened = (
    await lookThrough(
      deps,
      sealed.filter((one) => one.kind === 'sealed'),
    )
  ).map(placed);
  const inserted = allEnded(screened.map(({ message }) => deps.records.insert(messages, message)));
  const raised = raiseFound(deps, screened, false, inserted);
  await Promise.allSettled([inserted, raised]);
  const [answers, alerts] = [await inserted, await raised];
  const stored = screened.filter((_, index) => answers[index] === 'inserted');
  await markScreened(
    deps,
    stored.filter(({ message }) => message.screening === 'pending'),
  );
  for (const answer of answers) if (answer !== 'inserted') outcomes.push({ kind: 'already-stored' });
  outcomes.push(...stored.map(({ message }) => ({ kind: 'stored', message }) as const));
  return { outcomes, alerts };
}

interface SealedMessage {
  readonly kind: 'sealed';
  readonly message: Unplaced;
  readonly text: string;
  readonly contact: PersonId | null;
  readonly takeSequence: TakeSequence;
}

/** Right before the insert, so that positions are stored in order. Where nothing was found, nothing is left to do. */
function placed({ takeSequence, ...one }: SealedMessage & Found): ToScreen & Found {
  const screening = one.alerting.length + one.tagging.length === 0 ? 'screened' : 'pending';
  return { ...one, message: { ...one.message, screening, sequence: takeSequence() }, version: 1 };
}

async function sealMessage(
  deps: CaptureDeps,
  { incoming, contact }: ToStore,
): Promise<SealedMessage | Exclude<Captured, { kind: 'stored' }>> {
  if (await deps.records.get(messages, incoming.id)) return { kind: 'already-stored' };
  const key = await deps.vault.keyOf(incoming.owner);
  if (!key) return { kind: 'key-destroyed' };
  const takeSequence = await deps.sequences.of(incoming.number);
  const file = incoming.file === undefined ? undefined : await sealFile(deps, key, incoming.id, incoming.file);
  const text = incoming.text.toWellFormed();
  const content = incoming.unreadable ?? text;
  const message: Unplaced = {
    id: incoming.id,
    number: incoming.number,
    conversation: incoming.conversation,
    author: incoming.author,
    from: incoming.from,
    kind: incoming.kind,
    at: incoming.at,
    order: incoming.order,
    origin: incoming.origin,
    import: incoming.import,
    fingerprint: incoming.fingerprint,
    mentions: [...incoming.mentions],
    edited: incoming.edited,
    language: null,
    capturedAt: deps.clock(),
    ...(content.length > 0 && { sealedText: key.seal(placeOf(messages, incoming.id, 'sealedText'), content) }),
    ...file,
    ...(incoming.live && liveFields(key, incoming.id, incoming.live)),
  };
  return { kind: 'sealed', message, text, contact, takeSequence };
}

/** Absent where there is nothing to tell: most messages carry none of it. */
function liveFields(key: SealingKey, id: MessageId, live: LiveTraits): Partial<Message> {
  const { target, quotes, forwarded, viewOnce, own, secret } = live;
  return {
    ...(target && { target }),
    ...(quotes && { quotes }),
    ...(forwarded && { forwarded }),
    ...(viewOnce && { viewOnce }),
    ...own,
    ...(secret && { sealedSecret: key.seal(placeOf(messages, id, 'sealedSecret'), secret) }),
  };
}

/** The blob's id follows from the message's: a second try replaces what a crash left behind before the message was stored. */
async function sealFile(
  deps: Pick<CaptureDeps, 'media' | 'blind'>,
  key: SealingKey,
  message: MessageId,
  file: NonNullable<Incoming['file']>,
): Promise<Partial<Pick<Message, 'sealedFileName' | 'sealedFileKey' | 'media'>>> {
  const place = placeOf(messages, message, 'sealedFileName');
  const named = file.name === null ? {} : { sealedFileName: key.seal(place, file.name.toWellFormed()) };
  const content = await file.open();
  if (!content) return named;
  const { type, bytes } = await sniffType(content);
  const blob = deps.blind.of('message', message, 'media') as string as BlobId;
  const { sealedFileKey, size } = await deps.media.sealFile(
    key,
    placeOf(messages, message, 'sealedFileKey'),
    blob,
    bytes,
  );
  return { ...named, sealedFileKey, media: { blob, size, type } };
}
