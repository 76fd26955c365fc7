/**
 * Sweeps what an erasure left unreadable out of everything that is kept: messages, files, search words, aliases,
 * journals, and every row that names those who went. Each part may be begun again, so a kill at any instant only
 * costs time.
 */
import {
  aliases,
  type Erasure,
  erasures,
  type NumberId,
  numbers as numbersOf,
  type PersonId,
  persons,
  type Records,
  type Search,
} from '@atalaia/storage';
import type { Links } from '../number/links.ts';
import { type ForgetOnNumber, forgetOnNumber } from '../person/forget-on-number.ts';
import { type SweepConversations, sweepConversations } from './sweep-conversations.ts';
import { type SweepMessages, sweepMessages } from './sweep-messages.ts';
import { closeQuestions, type SweepPerson, sweepPerson } from './sweep-person.ts';
import { type SweepSamples, sweepSamples } from './sweep-samples.ts';

export type SweepErasure = SweepMessages &
  SweepConversations &
  SweepPerson &
  SweepSamples &
  ForgetOnNumber & {
    readonly records: Records;
    readonly search: Pick<Search, 'index' | 'forget'>;
    readonly links: Pick<Links, 'link'>;
  };

/** Nothing is left when it resolves but what stands in `journals` of numbers that are not open here. @throws the abort of `signal` */
export async function sweepErasure(deps: SweepErasure, erasure: Erasure, signal: AbortSignal): Promise<void> {
  const { whole, numbers } = erasure;
  await sweepMessages(deps, erasure, signal);
  await forgetInJournals(deps, erasure);
  // What a number had in hand, sealed while there were keys, is stored by the time it has forgotten them.
  if (whole.length > 0) await sweepMessages(deps, erasure, signal);
  for (const person of whole) await deps.search.forget(person);
  await sweepConversations(deps, erasure, signal);
  await closeQuestions(deps, numbers, new Set(whole));
  for (const person of whole) {
    signal.throwIfAborted();
    await sweepPerson(deps, person);
  }
  for (const person of whole) await forgetWho(deps, person);
  await sweepSamples(deps);
  await deps.records.emptyLog();
}

/** What they were known by, and that they were there. */
async function forgetWho(deps: SweepErasure, person: PersonId): Promise<void> {
  for (;;) {
    const page = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 200 });
    if (page.items.length === 0) break;
    await Promise.all(page.items.map(({ doc }) => deps.records.remove(aliases, doc.id)));
  }
  await deps.records.remove(persons, person);
}

/** Written down before it is done: a number that is opened meanwhile is told as it opens. */
async function forgetInJournals(deps: SweepErasure, erasure: Erasure): Promise<void> {
  if (erasure.whole.length === 0) return;
  const linked: NumberId[] = [];
  for (const number of erasure.numbers) {
    if ((await deps.records.get(numbersOf, number))?.doc.capture) linked.push(number);
  }
  await setJournals(deps, erasure, () => linked);
  for (const number of linked) {
    const link = deps.links.link(number);
    if (!link) continue;
    await forgetOnNumber(deps, link, erasure.whole);
    await setJournals(deps, erasure, (now) => now.filter((one) => one !== number));
  }
}

async function setJournals(
  deps: SweepErasure,
  { id }: Erasure,
  to: (now: readonly NumberId[]) => readonly NumberId[],
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(erasures, id);
    if (!found) return;
    const journals = [...to(found.doc.journals)];
    if ((await deps.records.replace(erasures, found.version, { ...found.doc, journals })) !== 'stale') return;
  }
}
