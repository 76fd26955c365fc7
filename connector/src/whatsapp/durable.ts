/** Makes a message durable before WhatsApp is told that it arrived: it is judged and kept in the commit that turns the key. */
import type { JournalChange } from '@atalaia/storage';
import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  proto,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import type { Content, Decoded } from '../content.ts';
import type { Journal } from '../journal/journal.ts';
import type { Envelope } from '../journal/rows.ts';
import { ciphertextKey } from '../journal/seen.ts';
import { decode } from './decode.ts';
import { envelopeOf, withMapping } from './envelope.ts';
import { keepOrder, type Order } from './in-order.ts';
import { asKeys } from './keys.ts';
import type { Own } from './own.ts';

export interface DurableDeps {
  readonly journal: Journal;
  /** Our own account, once it is linked. */
  readonly own: () => Own;
  /** The changes that a decrypted message brings about. Only reads. */
  readonly takeIn: (journal: Journal, envelope: Envelope, decoded: Decoded) => readonly JournalChange[];
  readonly takeUndecryptable: (journal: Journal, envelope: Envelope) => readonly JournalChange[];
  /** True once this socket was ended: what fails after that is not WhatsApp's fault. */
  readonly ended: () => boolean;
  /** Ends the socket at once, so that no answer leaves and WhatsApp keeps the message. */
  readonly onStoreFailure: () => void;
  /** Told after each commit. */
  readonly committed: () => void;
}

export interface Durable {
  /** For the socket's configuration. */
  readonly makeSignalRepository: SocketConfig['makeSignalRepository'];
  /** Call it as soon as the socket is made. */
  listen(ws: StanzaSource): void;
}

/** Baileys' own socket; listeners are called in the turn in which the stanza arrives. */
export interface StanzaSource {
  prependListener(event: string, listener: (node: BinaryNode) => void): unknown;
}

type SocketAuthKeys = Parameters<SocketConfig['makeSignalRepository']>[0]['keys'];
type Repository = ReturnType<SocketConfig['makeSignalRepository']>;

/** A padded empty message: Baileys is never given content, so none can leave through its events or caches. */
const NOTHING_INSIDE = Uint8Array.of(1);

/** One for each socket. */
export function makeDurable(deps: DurableDeps): Durable {
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();
  const order = keepOrder();
  return {
    makeSignalRepository: (auth, logger, pnToLid) => {
      const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
      const way = { keys: transactional(auth.keys), inner, stanzas, order };
      return {
        ...inner,
        decryptMessage: (given) => {
          const { jid, ciphertext } = given;
          return takeOnce(deps, { ...way, jid, ciphertext, lock: jid }, () => inner.decryptMessage(given));
        },
        decryptGroupMessage: (given) => {
          const { authorJid: jid, msg: ciphertext, group: lock } = given;
          return takeOnce(deps, { ...way, jid, ciphertext, lock }, () => inner.decryptGroupMessage(given));
        },
      };
    },
    listen(ws) {
      ws.prependListener('CB:message', (node) => {
        order.arrived(node);
        for (const { content } of Array.isArray(node.content) ? node.content : []) {
          if (content instanceof Uint8Array) stanzas.set(content, node);
        }
      });
    },
  };
}

interface Delivery {
  readonly keys: SignalKeyStoreWithTransaction;
  readonly inner: Repository;
  readonly stanzas: WeakMap<Uint8Array, BinaryNode>;
  readonly order: Order;
  /** Whom Baileys decrypts by: the LID where it knows one. */
  readonly jid: string;
  readonly ciphertext: Uint8Array;
  /** What Baileys itself locks while it decrypts. */
  readonly lock: string;
}

async function takeOnce(
  deps: DurableDeps,
  delivery: Delivery,
  decrypt: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const stanza = delivery.stanzas.get(delivery.ciphertext);
  // The very buffer of the stanza is passed on; if that changes, a receipt must not leave.
  if (stanza === undefined) return failing(deps, () => unknownStanza());
  try {
    return await takeFrom(deps, stanza, delivery, decrypt);
  } finally {
    delivery.order.settled(stanza, delivery.ciphertext);
  }
}

async function takeFrom(
  deps: DurableDeps,
  stanza: BinaryNode,
  { keys, inner, jid, ciphertext, lock }: Delivery,
  decrypt: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const envelope = failing(deps, () => withMapping(envelopeOf(stanza, deps.own(), ciphertext), jid));
  const seen = failing(deps, () => deps.journal.seen.get(ciphertextKey(envelope.hash)));
  if (seen !== undefined) return NOTHING_INSIDE;
  let decrypted = false;
  try {
    return await keys.transaction(async () => {
      const plaintext = await decrypt();
      decrypted = true;
      const message = envelope.to === 'own' ? ownTraffic : decode(plaintext, envelope, deps.own());
      if (envelope.to !== 'own') await takeSenderKey(inner, stanza, plaintext);
      await keys.set(asKeys(() => deps.takeIn(deps.journal, envelope, message)));
      return envelope.to === 'own' ? plaintext : NOTHING_INSIDE;
    }, lock);
  } catch (error) {
    if (!decrypted && !deps.ended()) {
      failing(deps, () => deps.journal.commit(deps.takeUndecryptable(deps.journal, envelope)));
    }
    throw error;
  } finally {
    deps.committed();
  }
}

function transactional(keys: SocketAuthKeys): SignalKeyStoreWithTransaction {
  if ('transaction' in keys) return keys;
  throw new TypeError('Baileys gave a key store without transactions.');
}

/** Of our own account's protocol traffic nothing is looked at. */
const ownTraffic: Decoded = {
  content: { kind: 'nothing' } satisfies Content,
  quotes: null,
  forwarded: false,
  secret: null,
  mentions: [],
};

/** Kept with the message that brought it: between two commits a crash would leave the author's next messages unreadable. */
async function takeSenderKey(inner: Repository, stanza: BinaryNode, plaintext: Uint8Array): Promise<void> {
  const author = stanza.attrs['participant'] ?? stanza.attrs['from'];
  const item = senderKeyIn(plaintext);
  if (item == null || author === undefined) return;
  try {
    await inner.processSenderKeyDistributionMessage({ item, authorJid: author });
  } catch {
    // A broken key makes later messages undecryptable, which is counted; this one is whole.
  }
}

function senderKeyIn(plaintext: Uint8Array): proto.Message.ISenderKeyDistributionMessage | null | undefined {
  try {
    const message = proto.Message.decode(unpadRandomMax16(plaintext));
    return (message.deviceSentMessage?.message ?? message).senderKeyDistributionMessage;
  } catch {
    return undefined;
  }
}

/** If the journal can't be read or written, that is never a verdict on a message: the socket closes first. */
function failing<T>(deps: Pick<DurableDeps, 'onStoreFailure'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    deps.onStoreFailure();
    throw error;
  }
}

function unknownStanza(): never {
  throw new Error('A ciphertext came from no stanza that this program has seen.');
}
