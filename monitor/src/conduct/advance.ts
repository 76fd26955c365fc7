/** Follows a number's conversations through what was captured of them, in the order of capture. */
import { dueOf, step } from '@atalaia/rules';
import {
  type Clock,
  type Conversation,
  type ConversationId,
  conversations,
  hits,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  type Records,
  type RuleId,
  type Vault,
} from '@atalaia/storage';
import type { RaiseDeps } from '../alert/raise.ts';
import type { Calendars } from '../calendar/calendars.ts';
import { followedTo, keepFollowedTo, settledFrom } from '../capture-order.ts';
import { everyPage } from '../every-page.ts';
import { eventOf } from './event-of.ts';
import { raiseConduct } from './raise.ts';
import { type Followed, recall, remember } from './remember.ts';
import type { ConductInForce } from './rules-in-force.ts';

export interface AdvanceDeps extends RaiseDeps {
  readonly records: Records;
  readonly vault: Pick<Vault, 'openText'>;
  readonly calendars: Pick<Calendars, 'of'>;
  readonly clock: Clock;
}

/** Messages per batch: few enough to hold the event loop only for milliseconds. */
const batchSize = 200;
/** A message whose hits are still on their way; after this long its screening has failed, and it is passed by as it is. */
const screenedMs = 60_000;

/**
 * The next messages of the number; false if there were none. Hits first, then what is remembered, then the place:
 * a crash in between means that the batch is followed again, and finds the same.
 */
export async function advance(deps: AdvanceDeps, rules: ConductInForce, number: NumberId): Promise<boolean> {
  const from = await followedTo(deps, 'conduct', number);
  if (rules.conduct.rules.length === 0) return skipAll(deps, number, from);
  const batch = await screenedFrom(deps, number, from);
  const last = batch.at(-1);
  if (!last) return false;
  const place = { hours: await deps.calendars.of(number), number };
  const fired = await firedIn(deps, batch);
  const chats = new Map<ConversationId, Conversation | undefined>();
  const open = new Map<string, Followed>();
  for (const row of batch) {
    const { conversation, origin } = row;
    if (!chats.has(conversation)) chats.set(conversation, (await deps.records.get(conversations, conversation))?.doc);
    const chat = chats.get(conversation);
    const followed = open.get(`${origin}.${conversation}`) ?? (await recall(deps, rules, row));
    open.set(`${origin}.${conversation}`, followed);
    if (!chat || row.sequence < followed.sequence) continue;
    const refs = (fired.get(row.id) ?? []).map(rules.refOf).filter((ref) => ref !== undefined);
    const event = await eventOf(deps, rules.conduct, chat, row, refs);
    if (!event) continue;
    const stepped = step(rules.conduct, place, followed.state, event);
    // At once, so that an alert waits for nobody else's conversation.
    if (stepped.hits.length > 0) await raiseConduct(deps, rules, { conversation, hits: stepped.hits });
    if (stepped.state === followed.state) continue;
    followed.state = stepped.state;
    followed.changed = true;
  }
  for (const one of open.values()) one.sequence = last.sequence + 1;
  await Promise.all(
    [...open.values()]
      .filter(({ changed }) => changed)
      // Of an import only the chat's own messages say that time has passed: nobody can answer it any more.
      .map((one) =>
        remember(deps, rules, one, one.of.origin === 'import' ? undefined : dueOf(rules.conduct, place, one.state)),
      ),
  );
  await keepFollowedTo(deps, 'conduct', number, last.sequence + 1);
  return true;
}

/** While no conduct rule runs, what comes is not followed; a rule that is switched on looks at what comes after. */
async function skipAll(deps: Pick<AdvanceDeps, 'records'>, number: NumberId, from: number): Promise<boolean> {
  const newest = await deps.records.find(messages, {
    index: 'bySequence',
    equals: { number },
    order: 'descending',
    limit: 1,
  });
  const next = (newest.items[0]?.doc.sequence ?? -1) + 1;
  if (next > from) await keepFollowedTo(deps, 'conduct', number, next);
  return false;
}

/** In order, as far as all their hits are stored. */
async function screenedFrom(deps: AdvanceDeps, number: NumberId, from: number): Promise<readonly Message[]> {
  const batch = await settledFrom(deps, number, from, batchSize);
  const now = deps.clock();
  const waiting = batch.findIndex(
    ({ screening, capturedAt }) => screening === 'pending' && Math.abs(now - capturedAt) < screenedMs,
  );
  return waiting < 0 ? batch : batch.slice(0, waiting);
}

/** The single-message rules that fired in each. */
async function firedIn(
  deps: Pick<AdvanceDeps, 'records'>,
  batch: readonly Message[],
): Promise<ReadonlyMap<MessageId, readonly RuleId[]>> {
  const fired = new Map<MessageId, RuleId[]>();
  const ids = batch.map(({ id }) => id);
  const every = everyPage((after) =>
    deps.records.find(hits, { index: 'byMessage', equals: { message: ids }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.kind === 'conduct') continue;
    const inMessage = fired.get(doc.message);
    if (inMessage === undefined) fired.set(doc.message, [doc.rule]);
    else inMessage.push(doc.rule);
  }
  return fired;
}
