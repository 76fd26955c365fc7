/** Tells a live message in the archive's words: its kind, its text, whose key seals it, which message it is about. */
import type { LiveMessage, MessageRef } from '@atalaia/connector';
import { type BlindIndexer, type KeyOwner, type MessageKind, ownerOfPerson, type PersonId } from '@atalaia/storage';
import type { Incoming } from '../capture.ts';
import { takeNamesOut } from '../person/name-places.ts';
import { liveMessageId } from './message-id.ts';
import type { Writer } from './writers.ts';

/** `writer`: who of the company wrote it, if it came from one of its own devices. */
export function incomingOf(blind: BlindIndexer, message: LiveMessage, writer: Writer): Incoming {
  const { ref, content } = message;
  const idOf = (other: MessageRef | null) => other && liveMessageId(blind, other);
  const own = ref.author === 'us';
  const author = content.kind === 'system' ? null : own ? writer.agent : ref.author;
  const { kind, text: said, unreadable } = told(content);
  const { text, mentions } = withPlaces(message, said);
  return {
    id: liveMessageId(blind, ref),
    number: message.number,
    conversation: ref.conversation,
    author,
    from: content.kind === 'system' ? 'unknown' : own ? 'agent' : 'contact',
    kind,
    at: message.at,
    order: message.order,
    origin: 'live',
    import: null,
    fingerprint: null,
    text,
    ...(unreadable && { unreadable }),
    mentions,
    edited: false,
    owner: ownerOf(message.contact, author),
    ...(content.kind === 'file' && content.fileName !== null && { file: { name: content.fileName, open: notYet } }),
    live: {
      target: idOf(message.target),
      quotes: idOf(message.quotes),
      forwarded: message.forwarded,
      viewOnce: content.kind === 'view-once' || (content.kind === 'file' && content.viewOnce),
      own: own && content.kind !== 'system' ? ownTraits(message.device, writer) : null,
      secret: message.secret,
    },
  };
}

/** Who is mentioned stays known by their own key only: in somebody else's words stands a place. */
function withPlaces({ mentions }: LiveMessage, text: string): Pick<Incoming, 'text' | 'mentions'> {
  return mentions.length === 0 ? { text, mentions: [] } : takeNamesOut(text, mentions);
}

/** A 1:1 chat is the contact's, the agent's words too; in a group words are their author's, and the company's where that is not known. */
export function ownerOf(contact: PersonId | null, author: PersonId | null): KeyOwner {
  const person = contact ?? author;
  return person === null ? 'company' : ownerOfPerson(person);
}

/** Its file is fetched after the message is durable; `keepFile` brings it. */
const notYet = async () => undefined;

function ownTraits(device: number | null, { attribution }: Writer) {
  return { attribution, ...(device !== null && { device }) };
}

interface Told {
  readonly kind: MessageKind;
  readonly text: string;
  readonly unreadable?: Uint8Array;
}

function told(content: LiveMessage['content']): Told {
  switch (content.kind) {
    case 'text':
    case 'location':
    case 'contact':
    case 'poll':
    case 'call':
    case 'system':
    case 'edit':
    case 'poll-vote':
      return { kind: content.kind, text: content.text };
    case 'file':
      return { kind: content.source.kind, text: content.caption };
    case 'reaction':
      return { kind: 'reaction', text: content.emoji };
    case 'revoke':
    case 'view-once':
      return { kind: content.kind, text: '' };
    case 'unreadable':
      return { kind: 'unreadable', text: '', unreadable: content.bytes };
    default:
      throw new TypeError(`No words for the content ${String(content satisfies never)}`);
  }
}
