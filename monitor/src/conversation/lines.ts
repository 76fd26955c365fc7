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
  type Withheld,
  withheld,
} from '@atalaia/storage';
import type { LineView, PersonView } from '../api/views.ts';
import { everyPage } from '../every-page.ts';
import type { Span } from './page.ts';

interface LinesDeps {
  readonly records: Pick<Records, 'find'>;
}

/** Withheld messages counted on one page at most; beyond it a line says that there are more. */
const mostCounted = 5000;
/** Gaps looked at for one page. */
const mostGaps = 200;

/** Of the page with these messages, oldest first. Lines never reach over a message, so two pages tell the same of what lies between them. */
export async function linesOf(
  deps: LinesDeps,
  conversation: Conversation,
  shown: readonly Message[],
  span: Span,
  personOf: (person: PersonId) => PersonView | undefined,
): Promise<LineView[]> {
  const times = shown.map(({ at }) => at);
  const kept = grouped(await withheldIn(deps, conversation, span), times, (one) => one.reason).map(withheldLine);
  const told = grouped(await consentsIn(deps, conversation, span), times, (one) => one.kind).map((some) =>
    consentLine(some, personOf),
  );
  // An imported chat was not listened to in the first place.
  const live = kept.length + told.length > 0 || shown.some(({ origin }) => origin === 'live');
  const silent = live ? (await gapsIn(deps, conversation, span)).map(gapLine) : [];
  return [...kept, ...told, ...silent].toSorted((a, b) => a.from - b.from);
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

/** In a 1:1 chat also what concerns the contact on the number as a whole. */
async function consentsIn(
  deps: LinesDeps,
  { id, number, contact }: Conversation,
  span: Span,
): Promise<readonly ConsentEvent[]> {
  const found: ConsentEvent[] = [];
  const range = rangeOf(span);
  const every = everyPage((after) =>
    contact === null
      ? deps.records.find(consents, {
          index: 'byConversation',
          equals: { conversation: id },
          range,
          limit: 1000,
          ...after,
        })
      : deps.records.find(consents, { index: 'byPerson', equals: { person: contact }, range, limit: 1000, ...after }),
  );
  for await (const { doc } of every) {
    const here = doc.conversation === id || (doc.conversation === null && doc.number === number);
    // That WhatsApp's server took it is proof for the timeline; in the thread its arrival counts.
    if (here && doc.kind !== 'notice-accepted') found.push(doc);
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

/** Neighbours in time that are alike, as long as no message stands between them. */
function grouped<T extends { readonly at: number }>(
  found: readonly T[],
  times: readonly number[],
  alike: (one: T) => string,
): readonly Some<T>[] {
  const groups: [T, ...T[]][] = [];
  let passed = 0;
  for (const one of found) {
    const passedBefore = passed;
    while (passed < times.length && (times[passed] ?? 0) <= one.at) passed += 1;
    const last = groups.at(-1);
    if (last && passed === passedBefore && alike(last[0]) === alike(one)) last.push(one);
    else groups.push([one]);
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
  return { kind: 'gap', id, from, to, content };
}
