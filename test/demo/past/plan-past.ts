/** Decides what happened at the company in the 90 days before the demo: who talked when, what went wrong, what was decided. Same seed, same days. */
import { type Random, seeded } from '../../whatsapp/server/random.ts';
import { type Contact, contacts, type Desk } from '../company.ts';
import type { Case, Line } from '../talk/line.ts';
import { talk, worded } from '../talk/talk.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** São Paulo keeps UTC-3 all year. */
const offset = 3 * hour;

export interface PlacedLine extends Line {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** In the order of `at`, which is when it is over. */
export type PastStep = { readonly at: number } & (
  | {
      readonly kind: 'talk';
      readonly contact: Contact;
      readonly lines: readonly PlacedLine[];
      /** The company's device that answered. */
      readonly device: number;
    }
  | {
      readonly kind: 'verdict';
      readonly contact: Contact;
      readonly decision: Case['decision'];
      readonly reason: Case['reason'];
      readonly by: 'dpo' | 'manager';
    }
  | { readonly kind: 'gap'; readonly desk: Desk; readonly from: number }
  | { readonly kind: 'hand-over' }
  | { readonly kind: 'private'; readonly contact: Contact }
  | { readonly kind: 'withdraws'; readonly contact: Contact }
  | { readonly kind: 'agrees'; readonly contact: Contact }
  | { readonly kind: 'asks-for-data'; readonly contact: Contact }
  /** `excluded`: how many messages in private chats and other groups came that day. */
  | { readonly kind: 'day-ends'; readonly day: string; readonly excluded: Readonly<Record<Desk, number>> }
);

/** Midnight of São Paulo, `back` days before the one of `now`. */
export function midnight(now: number, back: number): number {
  return Math.floor((now - offset) / day) * day + offset - back * day;
}

/** What leaves an open alert for today's desk is in the last days. */
const undecidedDays = 3;

/** `days`: how long the history is; what happened before it is left out. */
export function planPast(
  now: number,
  { seed, days }: { readonly seed: number; readonly days: number },
): readonly PastStep[] {
  const random = seeded(seed);
  const steps: PastStep[] = [];
  const begun = midnight(now, days);
  for (let back = days; back >= 1; back -= 1) planDay(steps, { begins: midnight(now, back), back, days }, random);
  steps.push(...events(now).filter(({ at }) => at > begun));
  return steps.toSorted((one, other) => one.at - other.at);
}

interface Day {
  readonly begins: number;
  /** Counted back from today. */
  readonly back: number;
  /** Of the whole history. */
  readonly days: number;
}

function planDay(steps: PastStep[], { begins, back, days }: Day, random: Random): void {
  const weekday = new Date(begins).getUTCDay();
  const talks = weekday === 0 ? 0 : weekday === 6 ? 3 : 7 + Math.floor(random() * 5);
  // One after the other they become customers; by the middle of the history all have written at least once.
  const joinedBy = (evening: number) => {
    const places = Math.ceil(((days - evening + 1) * 2 * contacts.length) / days);
    return contacts.filter(({ known }, index) => known === 'long' && (index * 7) % contacts.length < places);
  };
  const writing = joinedBy(back);
  const before = new Set(joinedBy(back + 1));
  const at = () => begins + 8.5 * hour + random() * 9 * hour;
  const addEveryday = (contact: Contact) =>
    addTalk(steps, contact, at(), pick(talk[contact.language].everyday[contact.desk], random), random);
  for (const contact of writing) if (!before.has(contact)) addEveryday(contact);
  const cased = talks > 0 && back < days - 3 && (back % 3 === 0 || back <= undecidedDays);
  for (let nth = 0; nth < talks; nth += 1) {
    const contact = pick(writing, random);
    if (cased && nth === 0) planCase(steps, contact, at(), back, random);
    else addEveryday(contact);
  }
  const excluded = () => Math.floor(random() * 6);
  steps.push({
    kind: 'day-ends',
    at: begins + day - 1,
    day: new Date(begins - offset).toISOString().slice(0, 10),
    excluded: { sales: excluded(), support: excluded(), collections: excluded() },
  });
}

function planCase(steps: PastStep[], contact: Contact, from: number, back: number, random: Random): void {
  const found = pick(talk[contact.language].cases[contact.desk], random);
  const over = addTalk(steps, contact, from, found, random);
  if (back <= undecidedDays) return;
  steps.push({
    kind: 'verdict',
    at: over + Math.round((3 + random() * 90) * minute),
    contact,
    decision: found.decision,
    reason: found.reason,
    by: found.decision === 'escalated' || random() < 0.4 ? 'dpo' : 'manager',
  });
}

/** Answers when it is over. */
function addTalk(steps: PastStep[], contact: Contact, from: number, what: { lines: readonly Line[] }, random: Random) {
  let at = from;
  const lines = worded(what, contact.language, random).map((line): PlacedLine => {
    at += (0.4 + random() * 4) * minute;
    return { ...line, at: Math.round(at) };
  });
  const over = Math.round(at + minute);
  steps.push({ kind: 'talk', at: over, contact, lines, device: contact.desk === 'sales' && random() < 0.5 ? 3 : 0 });
  return over;
}

/** What happened once. */
function events(now: number): readonly PastStep[] {
  const on = (back: number, hours: number) => midnight(now, back) + hours * hour;
  const named = (name: string) => {
    const found = contacts.find((contact) => contact.name === name);
    if (found === undefined) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  return [
    { kind: 'gap', at: on(61, 14), desk: 'support', from: on(61, 13.2) },
    { kind: 'gap', at: on(19, 11), desk: 'collections', from: on(19, 10.6) },
    { kind: 'hand-over', at: on(30, 8) },
    { kind: 'private', at: on(80, 12), contact: named('Dona Célia') },
    { kind: 'agrees', at: on(16, 18), contact: named('Jandira Quaresma') },
    { kind: 'withdraws', at: on(8, 19), contact: named('Ondina Sales') },
    { kind: 'asks-for-data', at: on(1, 19), contact: named('Aparecida Nunes') },
  ];
}

export function pick<T>(from: readonly T[], random: Random): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
}
