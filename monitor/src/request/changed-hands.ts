/** Whether a telephone number may have been given to somebody else before its holder asks: then their proof is the number no more. */
import { aliases, messages, type PersonId, persons, type Records, type Request, requests } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

interface Deps {
  readonly records: Pick<Records, 'get' | 'find'>;
}

interface Asking {
  /** Every document of the human who asks. */
  readonly human: readonly PersonId[];
  /** Others who may be the same; nobody has settled it. */
  readonly perhaps: readonly PersonId[];
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

export interface ChangedHands {
  readonly why: Request['changedHands'];
  /** The last change: what is from before it may be another human's. Null without one. */
  readonly since: number | null;
}

/** WhatsApp deletes accounts after 120 days without use, and operators hand numbers on: a year is long enough to ask. */
const silenceMs = 365 * 24 * 60 * 60 * 1000;

/** Changes from before an identity that was proved already are settled. */
export async function changedHands(deps: Deps, asking: Asking): Promise<ChangedHands> {
  const proved = await provedSince(deps, asking.human);
  const changes = [
    { why: 'new-lid', at: await newLid(deps, asking) },
    { why: 'changed-key', at: await changedKey(deps, asking) },
    { why: 'long-silence', at: await endOfSilence(deps, asking, proved) },
  ] as const;
  const why: ChangedHands['why'] = [];
  let since: number | null = null;
  for (const change of changes) {
    if (change.at === null || change.at <= proved) continue;
    why.push(change.why);
    since = Math.max(since ?? 0, change.at);
  }
  return { why, since };
}

async function provedSince(deps: Deps, person: readonly PersonId[]): Promise<number> {
  let last = Number.NEGATIVE_INFINITY;
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person }, limit: 500, ...after }),
  );
  for await (const { doc } of every) if (doc.identity === 'proved') last = Math.max(last, doc.receivedAt);
  return last;
}

/** Two who may be one have each an account of their own: the telephone number went from one account to another. */
async function newLid(deps: Deps, { human, perhaps }: Asking): Promise<number | null> {
  const [own, others] = [await lidsOf(deps, human), await lidsOf(deps, perhaps)];
  return own.length === 0 || others.length === 0 ? null : Math.max(...own, ...others);
}

/** When each was first seen. */
async function lidsOf(deps: Deps, persons: readonly PersonId[]): Promise<readonly number[]> {
  const seen: number[] = [];
  for (const person of persons) {
    const held = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000 });
    for (const { doc } of held.items) if (doc.kind === 'lid') seen.push(doc.firstSeenAt);
  }
  return seen;
}

/** Whatever is known by now: the new key may have come with the very message that asks. */
async function changedKey(deps: Deps, { human }: Asking): Promise<number | null> {
  let last: number | null = null;
  for (const id of human) {
    const at = (await deps.records.get(persons, id))?.doc.keyChangedAt;
    if (at !== undefined) last = Math.max(last ?? 0, at);
  }
  return last;
}

/** The last time that somebody wrote after more than a year without a word; asking is writing too, and so is a proof. */
async function endOfSilence(deps: Deps, { human: author, receivedAt }: Asking, proved: number): Promise<number | null> {
  let later = receivedAt;
  const written = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byAuthor',
      equals: { author },
      range: { before: receivedAt },
      order: 'descending',
      limit: 500,
      ...after,
    }),
  );
  for await (const { doc } of written) {
    if (later - Math.max(doc.at, proved) > silenceMs) return later;
    later = doc.at;
  }
  return null;
}
