/** Shows what a number's retention would erase now, what holds and open alerts keep, and what becomes too old in the next twelve months. */
import {
  type Clock,
  type ConversationId,
  conversations,
  type MonitoredNumber,
  messages,
  type NumberId,
  type PersonId,
  type Records,
  type Scope,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { RetentionPreview } from '../api/rights-views.ts';
import { whatGoes } from '../erase/what-goes.ts';
import { everyPage, inBatches } from '../every-page.ts';
import { whatMustStay } from '../hold/must-stay.ts';
import { findOwnNumber } from '../number/amend.ts';
import { Problem } from '../problem.ts';
import { dayIn, policyOf, tooOldBefore } from './policy.ts';

export interface PreviewRetention {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly clock: Clock;
}

const monthsAhead = 12;
/** Conversations counted in one query. */
const chatsAtOnce = 200;
const batchSize = 500;

/** Counts only; nothing is opened. @throws Problem `not-found`; `not-ready` if no period was settled */
export async function previewRetention(
  deps: PreviewRetention,
  authorized: Authorized<'retention:list'>,
  input: { readonly number: string },
): Promise<RetentionPreview> {
  const number = await findOwnNumber(deps, authorized, input.number as NumberId);
  const months = await settledMonths(deps, number);
  const until = tooOldBefore(deps.clock(), months, number.zone);
  const gone = await countTooOld(deps, { kind: 'period', number: number.id, from: null, until });
  return { until, months, ...gone, next: await becomingTooOld(deps, number, months) };
}

/** @throws Problem `not-ready` */
export async function settledMonths(
  deps: { readonly records: Pick<Records, 'get'> },
  number: MonitoredNumber,
): Promise<number> {
  const { months } = await policyOf(deps, number);
  if (months !== null) return months;
  throw new Problem('not-ready', 'Nobody has settled yet how long this number keeps its messages.', {
    missing: ['retention'],
  });
}

async function countTooOld(deps: PreviewRetention, scope: Extract<Scope, { kind: 'period' }>) {
  const stay = await whatMustStay(deps);
  const persons = new Set<PersonId>();
  const counts = { messages: 0, files: 0, protected: 0 };
  for await (const batch of inBatches(whatGoes(deps, { scope, whole: [] }), batchSize)) {
    const staying = await stay(batch.map(({ message }) => message));
    for (const { message } of batch) {
      if (staying.has(message.id)) {
        counts.protected += 1;
        continue;
      }
      counts.messages += 1;
      if (message.media !== undefined) counts.files += 1;
      if (message.author !== null) persons.add(message.author);
    }
  }
  return { ...counts, persons: persons.size };
}

/** For this month and the eleven after it: how many messages pass the limit in it. */
async function becomingTooOld(
  deps: PreviewRetention,
  { id, zone }: MonitoredNumber,
  months: number,
): Promise<RetentionPreview['next']> {
  const now = deps.clock();
  const firstOfMonth = dayIn(now, zone).with({ day: 1 }).startOfDay();
  const spans = Array.from({ length: monthsAhead }, (_, ahead) => {
    const begin = firstOfMonth.add({ months: ahead });
    const limitAt = (at: number) => tooOldBefore(at, months, zone);
    return {
      month: begin.toPlainDate().toPlainYearMonth().toString(),
      from: limitAt(Math.max(now, begin.epochMilliseconds)),
      before: limitAt(begin.add({ months: 1 }).epochMilliseconds),
      messages: 0,
    };
  });
  for await (const chats of inBatches(conversationsOf(deps, id), chatsAtOnce)) {
    for (const span of spans) span.messages += await countIn(deps, chats, span);
  }
  return spans.map(({ month, messages: count }) => ({ month, messages: count }));
}

async function* conversationsOf(deps: PreviewRetention, number: NumberId): AsyncGenerator<ConversationId> {
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byNumber', equals: { number }, limit: 500, ...after }),
  );
  for await (const { doc } of every) yield doc.id;
}

async function countIn(
  { records }: PreviewRetention,
  conversation: readonly ConversationId[],
  { from, before }: { readonly from: number; readonly before: number },
): Promise<number> {
  const counted = await records.count(messages, {
    index: 'byConversation',
    equals: { conversation },
    range: { from, before },
  });
  return counted.get('all') ?? 0;
}
