/** What is no longer as it was in the backup: who was erased since goes again, numbers are unlinked, the time between is a gap. */
import {
  type BlindIndexer,
  type Erasure,
  erasures,
  evidence,
  gaps,
  type MonitoredNumber,
  numbers,
  ownerOfPerson,
  type Retention,
  type RightsPolicy,
  type User,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import { everyPage } from '../every-page.ts';
import { type EndAccounts, endAccounts } from './end-accounts.ts';
import { type EraseAgain, eraseAgain } from './erase-again.ts';
import { pauseRetention } from './pause-retention.ts';
import { pauseSilence } from './pause-silence.ts';

export type SettleRestored = EraseAgain & EndAccounts & { readonly blind: BlindIndexer };

/** What was erased since, as `eraseAgain`, the accounts that ended with it, and the policies that no longer do anything by themselves. */
type Settled = Awaited<ReturnType<typeof eraseAgain>> & {
  readonly accounts: readonly User[];
  readonly paused: readonly Retention[];
  readonly silence: RightsPolicy | undefined;
};

/** `madeAt`: of the backup, milliseconds. */
export async function settleRestored(deps: SettleRestored, actor: Actor, madeAt: number): Promise<Settled> {
  await closeConfirmed(deps);
  const again = await eraseAgain(deps, actor);
  const accounts = await endAccounts(deps, again.persons);
  await settleEvidence(deps);
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 500, ...after }));
  const paused = [await pauseRetention(deps, actor, 'company')];
  for await (const { doc, version } of every) {
    await unlink(deps, doc, version, madeAt);
    paused.push(await pauseRetention(deps, actor, doc.id));
  }
  return {
    ...again,
    accounts,
    paused: paused.filter((one) => one !== undefined),
    silence: await pauseSilence(deps, actor),
  };
}

/**
 * One that waited for its undo window as the backup was made was undone since, or carried out. Who still has keys was
 * not erased: it is not done now. Whose keys went goes by the erasure that was made for them.
 */
async function closeConfirmed({ records, keys, clock }: SettleRestored): Promise<void> {
  const equals = { state: 'confirmed' } as const;
  const every = everyPage((after) => records.find(erasures, { index: 'byState', equals, limit: 100, ...after }));
  for await (const { doc, version } of every) {
    const before: Erasure['before'] = [];
    for (const one of doc.before) if (!(await keys.isDestroyed(ownerOfPerson(one.person)))) before.push(one);
    const carriedOut = doc.scope.kind === 'person' && before.length === 0;
    const state = carriedOut ? 'erased' : 'undone';
    // Persons still locked are set back as the program starts, by what is left in `before`.
    await records.replace(erasures, version, { ...doc, state, before, endedAt: clock() });
  }
}

/** In which a dpo places again what was held since: until then no evidence goes whose time is over. */
const reprieveMs = 7 * 24 * 60 * 60_000;

/** That of cases that have ended since goes; nothing else in the first days. */
async function settleEvidence({ records, keys, clock }: SettleRestored): Promise<void> {
  const soonest = clock() + reprieveMs;
  const every = everyPage((after) => records.find(evidence, { index: 'byEnd', limit: 500, ...after }));
  for await (const { doc, version } of every) {
    if (await keys.isDestroyed(`case:${doc.case}`)) await records.remove(evidence, doc.id);
    else if (doc.until < soonest) await records.replace(evidence, version, { ...doc, until: soonest });
  }
}

/** WhatsApp's keys are in no backup: a copy of older ones would break every session. */
async function unlink(
  { records, blind, clock }: SettleRestored,
  number: MonitoredNumber,
  version: number,
  madeAt: number,
): Promise<void> {
  if (!number.capture) return;
  const now = clock();
  const none = { lastMessageAt: null, outreachRefusedAt: null };
  const link = { ...none, ...number.link, kind: 'unlinked', reason: null, since: now } as const;
  await records.replace(numbers, version, { ...number, link });
  const id = blind.of('number', 'gap', number.id, `restored/${madeAt}`);
  await records.insert(gaps, { id, number: number.id, from: madeAt, to: now, reason: 'storage' });
}
