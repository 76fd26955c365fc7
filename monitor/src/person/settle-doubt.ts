/** A dpo says whether two persons are one human. Until then the stricter consent held for both. */
import {
  type Alias,
  aliases,
  type BlindIndexer,
  type Clock,
  type Doubt,
  doubts,
  type Feed,
  ownerOfPerson,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { actorRef } from '../access/actor.ts';
import { type Authorized, authorize } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import { closeSystemAlert } from '../system-alert/close.ts';
import { systemAlertId } from '../system-alert/raise.ts';
import type { Turns } from '../turns.ts';
import { enteredAnswers } from './entered-answers.ts';
import { findPerson } from './find.ts';
import { refuseLocked } from './refuse-locked.ts';
import { type InForce, type TellNumbers, tellNumbers } from './tell-numbers.ts';

export interface SettleDoubt extends TellNumbers {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
}

export interface Settlement {
  readonly id: string;
  readonly answer: 'same' | 'different';
  readonly reason: string;
}

/**
 * `same`: from now on everything that leads to the other leads to the one, under the stricter state of both; what was
 * kept stays where it is, each under its own key. A crash on the way leaves the doubt open: answer it again.
 * @throws Problem `not-found`; `about-yourself`; `person-locked` while one of the two is being erased; `changed-meanwhile` if it was settled otherwise
 */
export async function settleDoubt(
  deps: SettleDoubt,
  authorized: Authorized<'doubt:settle'>,
  input: Settlement,
): Promise<InForce> {
  const found = await deps.records.get(doubts, input.id);
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  const { one, other } = found.doc;
  const pair = [await findPerson(deps, authorized, one), await findPerson(deps, authorized, other)] as const;
  await refuseAboutSelf(deps, authorized.actor, [one, other]);
  await refuseLocked(deps, [one, other]);
  if (found.doc.state !== 'open' && found.doc.state !== input.answer) {
    throw new Problem('changed-meanwhile', 'Somebody has settled this already.');
  }
  // In turn with meeting people, who may be claiming an identifier right now.
  if (found.doc.state === 'open') await deps.turns.inTurn('meet', () => settle(deps, authorized, found, pair, input));
  const numbers = [...new Set(pair.flatMap(({ doc }) => doc.numbers))];
  const state = input.answer === 'same' ? (await deps.records.get(persons, one))?.doc.state : undefined;
  const inForce = await tellNumbers(deps, numbers, (link) => {
    link.settleDoubt(one, other, input.answer);
    if (state !== undefined && state !== 'active') link.stand(one, state);
  });
  // What one of them answered elsewhere holds for the other one's chats too.
  for (const number of input.answer === 'same' ? numbers : []) {
    for (const { answer, at } of await enteredAnswers(deps, number, one)) {
      deps.links.link(number)?.enterConsent(one, answer, at);
    }
  }
  return inForce;
}

async function settle(
  deps: SettleDoubt,
  { actor }: Authorized<'doubt:settle'>,
  { doc: doubt, version }: Versioned<Doubt>,
  [one, other]: readonly [Versioned<Person>, Versioned<Person>],
  { answer, reason }: Settlement,
): Promise<void> {
  // Looked at again in turn: what is erased was settled before, or is not what was confirmed.
  await refuseLocked(deps, [one.doc.id, other.doc.id]);
  const place = { collection: doubts.name, id: doubt.id, field: 'reason' };
  // It may name them: it goes when they are erased.
  const key = await deps.vault.keyOf(ownerOfPerson(one.doc.id));
  if (!key) throw new Problem('changed-meanwhile', 'One of the two was erased.');
  await deps.audit.record({
    chain: doubt.number,
    actor,
    act: 'doubt-settled',
    subject: doubt.id,
    detail: { answer },
    reason: key.seal(place, reason),
  });
  if (answer === 'same') {
    for (const alias of await aliasesOf(deps, other.doc.id)) {
      await deps.records.replace(aliases, alias.version, { ...alias.doc, person: one.doc.id });
    }
    if ((await deps.records.replace(persons, one.version, joined(one.doc, other.doc))) !== 'replaced') throw stale();
  }
  const settled: Doubt = { ...doubt, state: answer, settledBy: actorRef(actor), settledAt: deps.clock() };
  if ((await deps.records.replace(doubts, version, settled)) !== 'replaced') throw stale();
  const alert = systemAlertId(deps.blind, { number: doubt.number, kind: 'possible-same-person', event: doubt.id });
  await closeSystemAlert(deps, authorize(actor, 'system-alert:close'), alert);
}

async function aliasesOf(deps: Pick<SettleDoubt, 'records'>, person: PersonId): Promise<readonly Versioned<Alias>[]> {
  const found: Versioned<Alias>[] = [];
  const every = everyPage((after) =>
    deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000, ...after }),
  );
  for await (const alias of every) found.push(alias);
  return found;
}

/** From the mildest to the strictest. */
const states = ['active', 'excluded', 'restricted', 'suppressed', 'locked'] as const;
const notices = ['agreed', 'notified', 'unknown', 'imported-without-notice', 'refused'] as const;

function joined(one: Person, other: Person): Person {
  const stricter = <T>(order: readonly T[], a: T, b: T) => (order.indexOf(a) < order.indexOf(b) ? b : a);
  return {
    ...one,
    state: stricter(states, one.state, other.state),
    notice: stricter(notices, one.notice, other.notice),
    numbers: [...new Set([...one.numbers, ...other.numbers])],
  };
}

function stale(): Problem {
  return new Problem('changed-meanwhile', 'Somebody changed this a moment ago; look again, then try again.');
}
