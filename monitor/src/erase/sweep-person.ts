/** Removes everything that is kept about one person beside their messages; what belongs to others too loses its link to them. */
import { setImmediate } from 'node:timers/promises';
import {
  acknowledgements,
  type BlindIndexer,
  type Blobs,
  type Clock,
  type Collection,
  consents,
  corrections,
  type Doubt,
  doubts,
  type Evidence,
  evidence,
  exportFiles,
  holds,
  type IndexFields,
  type NumberId,
  type PersonId,
  type Query,
  type Records,
  requests,
  roster,
  shares,
  systemAlerts,
  users,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type DropReasons, dropReasons } from './drop-reasons.ts';
import { withoutName } from './without-name.ts';

export type SweepPerson = DropReasons & {
  readonly records: Pick<Records, 'get' | 'find' | 'replace' | 'remove'>;
  readonly blobs: Pick<Blobs, 'remove'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
};

/** Rows removed before other work gets its turn. */
const atOnce = 200;

/** Their document and aliases stay: by these the journals are told whom to forget. Doing it again changes nothing. */
export async function sweepPerson(deps: SweepPerson, person: PersonId): Promise<void> {
  await dropReasons(deps, [person]);
  await removeAll(deps, consents, { index: 'byPerson', equals: { person } });
  await removeAll(deps, corrections, { index: 'byPerson', equals: { person } }, dropReason);
  await removeAll(deps, shares, { index: 'byPerson', equals: { person } }, dropReason);
  await removeAll(deps, holds, { index: 'bySubject', equals: { subject: person } }, dropReason);
  await removeAll(deps, exportFiles, { index: 'byPerson', equals: { person } }, async (_, staged) => {
    if (staged.blob !== null) await deps.blobs.remove(staged.blob);
  });
  await removeAll(deps, roster, { index: 'byAgent', equals: { agent: person } });
  await removeAll(deps, acknowledgements, { index: 'byAgent', equals: { agent: person } });
  const doubt = (_: SweepPerson, { id }: Doubt) => dropReasons(deps, [id]);
  await removeAll(deps, doubts, { index: 'byOne', equals: { one: person } }, doubt);
  await removeAll(deps, doubts, { index: 'byOther', equals: { other: person } }, doubt);
  await emptyRequests(deps, person);
  await unnameEvidence(deps, person);
  await unlinkUsers(deps, person);
  await setImmediate();
}

/** Questions about these people are settled: there is nobody left to ask about. */
export async function closeQuestions(
  deps: SweepPerson,
  numbers: readonly NumberId[],
  whole: ReadonlySet<PersonId>,
): Promise<void> {
  for (const number of numbers) {
    const every = everyPage((after) =>
      deps.records.find(systemAlerts, { index: 'byNumber', equals: { number }, limit: 500, ...after }),
    );
    for await (const { doc, version } of every) {
      if (doc.person === null || !whole.has(doc.person)) continue;
      const closed = doc.state === 'open' ? { doneBy: 'system', doneAt: deps.clock() } : {};
      await deps.records.replace(systemAlerts, version, { ...doc, person: null, state: 'done', ...closed });
    }
  }
}

/** That somebody asked, when, and what was answered stays for the figures; whose request it was, and every word, goes. */
async function emptyRequests(deps: SweepPerson, person: PersonId): Promise<void> {
  for (;;) {
    const page = await deps.records.find(requests, { index: 'byPerson', equals: { person }, limit: atOnce });
    if (page.items.length === 0) return;
    for (const { doc, version } of page.items) {
      await dropReasons(deps, [doc.id]);
      const { sealedWords: _, sealedAnswer: __, sealedExtension: ___, ...request } = doc;
      await deps.records.replace(requests, version, { ...request, person: null, correction: null });
    }
  }
}

/** What was kept of a part of them stays as long as its case; whose words it was goes. */
async function unnameEvidence(deps: SweepPerson, person: PersonId): Promise<void> {
  for (;;) {
    const page = await deps.records.find(evidence, { index: 'byPerson', equals: { person }, limit: atOnce });
    if (page.items.length === 0) return;
    for (const { doc, version } of page.items) {
      const { person: _, ...rest } = doc;
      const kept: Evidence = rest;
      await deps.records.replace(evidence, version, kept);
    }
  }
}

/** An account that has ended loses name and e-mail with its person; one that was let in again meanwhile only the link. */
async function unlinkUsers(deps: SweepPerson, person: PersonId): Promise<void> {
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc, version } of every) {
    if (doc.person !== person) continue;
    const { person: _, ...user } = doc;
    await deps.records.replace(users, version, user.state === 'ended' ? await withoutName(deps, user) : user);
  }
}

const dropReason = (deps: SweepPerson, { id }: { readonly id: string }) => dropReasons(deps, [id]);

/** `first` is done about each row before it goes. */
async function removeAll<T extends { readonly id: string }, I extends IndexFields<T>>(
  deps: SweepPerson,
  collection: Collection<T, I>,
  query: Omit<Query<T, keyof I & string>, 'limit' | 'after'>,
  first?: (deps: SweepPerson, doc: T) => Promise<void>,
): Promise<void> {
  for (;;) {
    const page = await deps.records.find(collection, { ...query, limit: atOnce });
    if (page.items.length === 0) return;
    for (const { doc } of page.items) await first?.(deps, doc);
    await Promise.all(page.items.map(({ doc }) => deps.records.remove(collection, doc.id)));
  }
}
