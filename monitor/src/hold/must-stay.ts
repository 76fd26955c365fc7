/** Which messages a retention policy leaves, though they are too old: those under a legal hold, and those of an alert that is not decided. */
import {
  type AlertId,
  alerts,
  type Conversation,
  type ConversationId,
  conversations,
  type ErasureId,
  hits,
  leaves,
  type Message,
  type MessageId,
  messages,
  type PersonId,
  type Records,
} from '@atalaia/storage';
import { leafId } from '../audit/erased-part.ts';
import { everyPage, inBatches } from '../every-page.ts';
import { isWithin, type Reach, reachOf } from '../scope/reach.ts';
import { activeHolds, type ReadHolds } from './active.ts';

const batchSize = 500;

export interface MustStay extends ReadHolds {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/**
 * Answers which of a batch of at most 500 messages must stay. Holds are read once, when this is made. `erasure`: the
 * one under way; what it has entered in the trail as gone goes, whatever was held since.
 */
export async function whatMustStay(
  deps: MustStay,
  erasure?: ErasureId,
): Promise<(batch: readonly Message[]) => Promise<ReadonlySet<MessageId>>> {
  const { isWithinHold, isHeld } = await protectionOf(deps);
  return async (batch) => {
    const stay = await ofOpenAlerts(deps, batch);
    for (const message of batch) {
      const { id, target } = message;
      if (await isWithinHold(message)) stay.add(id);
      // What happened to a message stays with it, however much later that was.
      else if (target != null && (stay.has(target) || (await isHeld(target)))) stay.add(id);
      if (erasure && stay.has(id) && (await deps.records.get(leaves, leafId(message, erasure)))) stay.delete(id);
    }
    return stay;
  };
}

/** The same messages without those that must stay. */
export async function* mayGo(
  deps: MustStay,
  found: AsyncIterable<Message>,
  erasure?: ErasureId,
): AsyncGenerator<Message> {
  const stay = await whatMustStay(deps, erasure);
  for await (const batch of inBatches(found, batchSize)) {
    const staying = await stay(batch);
    for (const message of batch) if (!staying.has(message.id)) yield message;
  }
}

/** The same messages without what happened to one under a hold: a change stays with what was changed. */
export async function* besidesHeld(deps: MustStay, found: AsyncIterable<Message>): AsyncGenerator<Message> {
  const { isHeld } = await protectionOf(deps);
  for await (const message of found) if (message.target == null || !(await isHeld(message.target))) yield message;
}

interface Protection {
  isWithinHold(message: Message): Promise<boolean>;
  /** The same of a message that is kept, or not. */
  isHeld(id: MessageId): Promise<boolean>;
}

async function protectionOf(deps: MustStay): Promise<Protection> {
  const reaches: Reach[] = [];
  for (const { scope } of await activeHolds(deps)) reaches.push(await reachOf(deps, scope));
  const contactOf = contacts(deps);
  const isWithinHold = async (message: Message) => {
    const contact = await contactOf(message.conversation);
    return reaches.some((reach) => isWithin(message, contact, reach));
  };
  return {
    isWithinHold,
    async isHeld(id) {
      const message = reaches.length === 0 ? undefined : (await deps.records.get(messages, id))?.doc;
      return message !== undefined && (await isWithinHold(message));
    },
  };
}

function contacts(deps: MustStay): (id: ConversationId) => Promise<PersonId | null> {
  let last: Pick<Conversation, 'id' | 'contact'> | undefined;
  return async (id) => {
    if (last?.id !== id) last = { id, contact: (await deps.records.get(conversations, id))?.doc.contact ?? null };
    return last.contact;
  };
}

async function ofOpenAlerts(deps: MustStay, batch: readonly Message[]): Promise<Set<MessageId>> {
  const stay = new Set<MessageId>();
  if (batch.length === 0) return stay;
  const isOpen = new Map<AlertId, boolean>();
  const ids = batch.flatMap(({ id, target }) => (target == null ? [id] : [id, target]));
  const found = everyPage((after) =>
    deps.records.find(hits, { index: 'byMessage', equals: { message: ids }, limit: 1000, ...after }),
  );
  for await (const { doc } of found) {
    if (doc.alert === null || stay.has(doc.message)) continue;
    const open = isOpen.get(doc.alert) ?? (await awaitsDecision(deps, doc.alert));
    isOpen.set(doc.alert, open);
    if (open) stay.add(doc.message);
  }
  return stay;
}

async function awaitsDecision(deps: MustStay, id: AlertId): Promise<boolean> {
  const state = (await deps.records.get(alerts, id))?.doc.state;
  return state === 'open' || state === 'escalated';
}
