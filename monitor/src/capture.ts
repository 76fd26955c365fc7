/** Captures a message: seals it under the key of the person it concerns and stores it once, still to be screened. */
import type { Admitted } from '@atalaia/connector';
import {
  type Authorship,
  type BlindIndex,
  type BlindIndexer,
  type BlobId,
  type Clock,
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
  type Records,
  type Sealed,
  type SealingKey,
  type Vault,
} from '@atalaia/storage';
import { sniffType } from './media-type.ts';
import type { Sequences } from './sequence.ts';
import type { Turns } from './turns.ts';

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
  readonly mentions: readonly PersonId[];
  readonly edited: boolean;
  /** Whose key seals it: the contact's in a 1:1 chat, the author's in a group, the company's for lines about several. */
  readonly owner: KeyOwner;
  /** `open` answers undefined if the file did not come along. */
  readonly file?: { readonly name: string; open(): Promise<AsyncIterable<Uint8Array> | undefined> };
}

export type Captured =
  | { readonly kind: 'stored'; readonly message: Message }
  | { readonly kind: 'already-stored' }
  /** The owner was erased: nothing of theirs is stored any more. */
  | { readonly kind: 'key-destroyed' };

export interface CaptureDeps {
  readonly records: Pick<Records, 'insert' | 'get'>;
  readonly turns: Turns;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly media: Pick<Media, 'sealFile'>;
  readonly blind: BlindIndexer;
  readonly sequences: Sequences;
  readonly clock: Clock;
}

/** Durable when it answers `stored`. Capturing the same message again changes nothing, its file neither. */
export async function captureMessage(deps: CaptureDeps, incoming: Admitted<Incoming>): Promise<Captured> {
  if (incoming.file === undefined) return store(deps, incoming);
  return deps.turns.inTurn(`capture.${incoming.id}`, async () => {
    if (await deps.records.get(messages, incoming.id)) return { kind: 'already-stored' };
    return store(deps, incoming);
  });
}

async function store(deps: CaptureDeps, incoming: Admitted<Incoming>): Promise<Captured> {
  const key = await deps.vault.keyOf(incoming.owner);
  if (!key) return { kind: 'key-destroyed' };
  const takeSequence = await deps.sequences.of(incoming.number);
  const file = incoming.file === undefined ? undefined : await sealFile(deps, key, incoming.id, incoming.file);
  const text = incoming.text.toWellFormed();
  const message: Message = {
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
    screening: 'pending',
    capturedAt: deps.clock(),
    ...(text === '' ? {} : { sealedText: key.seal(placeOf(incoming.id, 'sealedText'), text) }),
    ...file,
    sequence: takeSequence(),
  };
  const outcome = await deps.records.insert(messages, message);
  return outcome === 'inserted' ? { kind: 'stored', message } : { kind: 'already-stored' };
}

/** The blob's id follows from the message's: a second try replaces what a crash left behind before the message was stored. */
async function sealFile(
  deps: Pick<CaptureDeps, 'media' | 'blind'>,
  key: SealingKey,
  message: MessageId,
  file: NonNullable<Incoming['file']>,
): Promise<Partial<Pick<Message, 'sealedFileName' | 'sealedFileKey' | 'media'>>> {
  const sealedFileName: Sealed = key.seal(placeOf(message, 'sealedFileName'), file.name.toWellFormed());
  const content = await file.open();
  if (!content) return { sealedFileName };
  const { type, bytes } = await sniffType(content);
  const blob = deps.blind.of('message', message, 'media') as string as BlobId;
  const { sealedFileKey, size } = await deps.media.sealFile(key, placeOf(message, 'sealedFileKey'), blob, bytes);
  return { sealedFileName, sealedFileKey, media: { blob, size, type } };
}

function placeOf(id: MessageId, field: 'sealedText' | 'sealedFileName' | 'sealedFileKey') {
  return { collection: messages.name, id, field };
}
