/** Takes in what comes without a ciphertext, in the turn in which it arrives: before Baileys acknowledges it. */
import type { JournalChange } from '@atalaia/storage';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Decoded } from '../content.ts';
import { draftOn } from '../journal/draft.ts';
import type { Journal } from '../journal/journal.ts';
import { ciphertextKey } from '../journal/seen.ts';
import { callIn } from './call.ts';
import type { StanzaSource } from './durable.ts';
import { envelopeOf } from './envelope.ts';
import { groupChangeIn } from './group-change.ts';
import { acceptAck, takeReceipt } from './outbox.ts';
import { type TakeInDeps, takeIn, takeSign, takeUndecryptable } from './take-in.ts';

export interface StanzaDeps extends TakeInDeps {
  readonly journal: Journal;
  /** True once this socket was ended: what it still hears will come again to the next one. */
  readonly ended: () => boolean;
  /** Ends the socket at once, so that no answer leaves and WhatsApp keeps the stanza. */
  readonly onStoreFailure: () => void;
  /** Told after each commit. */
  readonly committed: () => void;
}

/** Call it as soon as the socket is made. */
export function listenForStanzas(ws: StanzaSource, deps: StanzaDeps): void {
  const { journal } = deps;
  on('CB:message', (node) => messageWithoutText(deps, node));
  on('CB:call', (node) => {
    const call = callIn(node, deps.own());
    return call === undefined ? [] : takeSign(deps, journal, call.envelope, call.decoded);
  });
  on('CB:notification', (node) => groupChange(deps, node));
  on('CB:receipt', (node) => {
    const draft = draftOn(journal);
    const about = { own: deps.own(), now: deps.clock() };
    for (const attributes of receiptsIn(node)) draft.add(takeReceipt(draft.journal, attributes, about));
    return draft.changes;
  });
  on('CB:ack,class:message', (node) => acceptAck(journal, node.attrs, deps.clock()));

  function on(event: string, changesFor: (node: BinaryNode) => readonly JournalChange[]): void {
    ws.prependListener(event, (node) => {
      if (deps.ended()) return;
      try {
        const changes = changesFor(node);
        if (changes.length === 0) return;
        journal.commit(changes);
      } catch {
        // If the journal can't be read or written, that is never a verdict; Baileys must not be told, it would answer.
        deps.onStoreFailure();
        return;
      }
      deps.committed();
    });
  }
}

/** Ciphertexts that Baileys hands to the signal repository. */
const decrypted: ReadonlySet<string | undefined> = new Set(['msg', 'pkmsg', 'skmsg']);

function messageWithoutText(deps: StanzaDeps, node: BinaryNode): readonly JournalChange[] {
  const parts = Array.isArray(node.content) ? node.content : [];
  const readable = parts.some(
    ({ tag, attrs, content }) => tag === 'enc' && content instanceof Uint8Array && decrypted.has(attrs['type']),
  );
  const envelope = envelopeOf(node, deps.own());
  // Baileys refuses some of these without a look inside, so they are counted here; later it is the same message.
  if (readable) return envelope.to === 'excluded' ? takeUndecryptable(deps, deps.journal, envelope) : [];
  const viewOnce = parts.some(({ tag, attrs }) => tag === 'unavailable' && attrs['type']?.startsWith('view_once'));
  if (viewOnce) return takeIn(deps, deps.journal, envelope, onlyViewOnce);
  return takeUndecryptable(deps, deps.journal, envelope);
}

const onlyViewOnce: Decoded = {
  content: { kind: 'view-once' },
  quotes: null,
  forwarded: false,
  secret: null,
  mentions: [],
};

function groupChange(deps: StanzaDeps, node: BinaryNode): readonly JournalChange[] {
  const change = groupChangeIn(node);
  if (change === undefined) return [];
  const { journal } = deps;
  const key = ciphertextKey(change.envelope.hash);
  if (journal.seen.get(key) !== undefined) return [];
  // Of a group that is not, or no longer, monitored not even its title is noted.
  if (journal.self.get('settings')?.groups.includes(change.envelope.chat) !== true) return [];
  const known = journal.chat.get(change.envelope.chat);
  const renamed =
    known === undefined || change.subject === null ? [] : [journal.chat.put({ ...known, subject: change.subject })];
  const kept = takeSign(deps, journal.after(renamed), change.envelope, change.decoded);
  if (renamed.length === 0) return kept;
  // Also where the gate lets no line of it through: an old title that comes again must not win over a newer one.
  const now = deps.clock();
  return [...renamed, ...kept, journal.seen.put(key, { by: 'ciphertext', at: now }, now)];
}

/** One receipt may be for several messages. */
function receiptsIn({ attrs, content }: BinaryNode): readonly Readonly<Record<string, string>>[] {
  const list = Array.isArray(content) ? content.find(({ tag }) => tag === 'list') : undefined;
  const more = Array.isArray(list?.content) ? list.content.flatMap((item) => item.attrs['id'] ?? []) : [];
  return [attrs, ...more.map((id) => ({ ...attrs, id }))];
}
