/** The quiet lines between messages: what was withheld and why, when nobody listened, what the person was told and answered. */
import {
  type ConsentEvent,
  type Conversation,
  consents,
  type Gap,
  gaps,
  type Message,
  type PersonId,
  type Records,
  type Vault,
  type Withheld,
  withheld,
} from '@atalaia/storage';
import type { LineView } from '../api/conversation-views.ts';
import type { PersonView } from '../api/views.ts';
import { gapReason } from '../completeness/gap-reason.ts';
import { everyPage } from '../every-page.ts';
import { isNoticeEvent, noticeFrom, noticeLine, noticesIn } from './notice-lines.ts';
import type { Span } from './page.ts';

interface LinesDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Withheld messages counted on one page at most; beyond it a line says that there are more. */
const mostCounted = 5000;
/** Gaps looked at for one page. */
const mostGaps = 200;

/** Of the page with these messages, oldest first. A line stands at one instant between two messages, so two pages tell the same of what lies between them. */
export async function linesOf(
  deps: LinesDeps,
  conversation: Conversation,
  shown: readonly Pick<Message, 'at' | 'origin'>[],
  span: Span,
  personOf: (person: PersonId) => PersonView | undefined,
): Promise<LineView[]> {
  const times = shown.map(({ at }) => at);
  const kept = grouped(await withheldIn(deps, conversation, span), times, (one) => one.reason).map(withheldLine);
  const known = await consentsOf(deps, conversation);
  const answers = known.filter((event) => !isNoticeEvent(event) && isIn(span, event.at));
  const told = grouped(answers, times, (one) => one.kind).map((some) => consentLine(some, personOf));
  const sent = noticesIn(known).filter((events) => isIn(span, noticeFrom(events)));
  const notices = await Promise.all(sent.map((events) => noticeLine(deps, events)));
  // An imported chat was not listened to in the first place.
  const live = kept.length + known.length > 0 || shown.some(({ origin }) => origin === 'live');
  const silent = live ? (await gapsIn(deps, conversation, span)).map(gapLine) : [];
  // Within one instant what the person was told and answered comes before what was withheld because of it.
  return [...told, ...notices, ...kept, ...silent].toSorted((a, b) => a.from - b.from);
}

function isIn({ from, before }: Span, at: number): boolean {
  return (from === null || at >= from) && (before === null || at < before);
}

async function withheldIn(deps: LinesDeps, { id }: Conversation, span: Span): Promise<readonly Withheld[]> {
  const found: Withheld[] = [];
  const every = everyPage((after) =>
    deps.records.find(withheld, {
      index: 'byConversation',
      equals: { conversation: id },
      range: rangeOf(span),
      limit: 1000,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    found.push(doc);
    if (found.length > mostCounted) break;
  }
  return found;
}

/** All of it: a notice's receipts may come long after it. In a 1:1 chat also what concerns the contact on the number as a whole. */
async function consentsOf(deps: LinesDeps, { id, number, contact }: Conversation): Promise<readonly ConsentEvent[]> {
  const found: ConsentEvent[] = [];
  const every = everyPage((after) =>
    contact === null
      ? deps.records.find(consents, { index: 'byConversation', equals: { conversation: id }, limit: 1000, ...after })
      : deps.records.find(consents, { index: 'byPerson', equals: { person: contact }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.conversation === id || (doc.conversation === null && doc.number === number)) found.push(doc);
  }
  return found;
}

/** From the conversation's beginning on: what was missed before it is nothing of it. */
async function gapsIn(deps: LinesDeps, conversation: Conversation, span: Span): Promise<readonly Gap[]> {
  const begun = Math.min(conversation.createdAt, conversation.firstAt ?? conversation.createdAt);
  const from = Math.max(begun, span.from ?? begun);
  const found = await deps.records.find(gaps, {
    index: 'byNumber',
    equals: { number: conversation.number },
    ...(span.before === null ? {} : { range: { before: span.before } }),
    order: 'descending',
    limit: mostGaps,
  });
  return found.items.map(({ doc }) => doc).filter(({ to }) => to === null || to > from);
}

function rangeOf({ from, before }: Span) {
  return { ...(from !== null && { from }), ...(before !== null && { before }) };
}

type Some<T> = readonly [T, ...T[]];

/** What is alike and has no message between it. */
function grouped<T extends { readonly at: number }>(
  found: readonly T[],
  times: readonly number[],
  alike: (one: T) => string,
): readonly Some<T>[] {
  const groups: [T, ...T[]][] = [];
  let passed = 0;
  let here = new Map<string, T[]>();
  for (const one of found) {
    const passedBefore = passed;
    while (passed < times.length && (times[passed] ?? 0) <= one.at) passed += 1;
    if (passed !== passedBefore) here = new Map();
    const known = here.get(alike(one));
    if (known) {
      known.push(one);
      continue;
    }
    const group: [T, ...T[]] = [one];
    here.set(alike(one), group);
    groups.push(group);
  }
  return groups;
}

function withheldLine(some: Some<Withheld>): LineView {
  const [first] = some;
  return {
    kind: 'withheld',
    id: first.id,
    from: first.at,
    to: some.at(-1)?.at ?? first.at,
    count: Math.min(some.length, mostCounted),
    more: some.length > mostCounted,
    reason: first.reason,
  };
}

function consentLine(some: Some<ConsentEvent>, personOf: (person: PersonId) => PersonView | undefined): LineView {
  const [first] = some;
  const persons = [...new Set(some.map(({ person }) => person))].flatMap((person) => personOf(person) ?? []);
  return { kind: 'consent', id: first.id, from: first.at, event: first.kind, persons };
}

/** After these the same session goes on, and WhatsApp delivers what it kept for us meanwhile. */
const sameSession: ReadonlySet<string> = new Set([
  'network',
  'restart-required',
  'service-unavailable',
  'unknown-failure',
  'deaf',
  'storage',
  'outdated',
  'not-running',
]);
/** After these a new session begins, which is given nothing of the time before. */
const newSession: ReadonlySet<string> = new Set([
  'device-removed',
  'forbidden',
  'mismatch',
  'other-number',
  'unlinked',
]);

function gapLine({ id, from, to, reason }: Gap): LineView {
  const content = sameSession.has(reason) ? 'delivered-later' : newSession.has(reason) ? 'not-here' : 'unknown';
  return { kind: 'gap', id, from, to, reason: gapReason({ reason }), content };
}
