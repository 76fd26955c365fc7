/** Confirms an erasure: recorded with its reason, written down, everyone who goes whole locked. From here it ends by itself. */
import {
  type Clock,
  type Erasure,
  type ErasureId,
  erasures,
  type Feed,
  type KeyOwner,
  type NewId,
  ownerOfPerson,
  type PersonId,
  persons,
  type Records,
  type RequestId,
  type Scope,
  type Vault,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { holdsAgainst } from '../hold/against.ts';
import { holdsTurn } from '../hold/turn.ts';
import { locked, refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import type { Concerned } from '../scope/find.ts';
import { subjectOf } from '../scope/subject.ts';
import type { Turns } from '../turns.ts';
import { type LockPersons, lockPersons } from './lock-persons.ts';
import { erasuresNotEnded } from './not-ended.ts';
import type { ErasureRunner } from './runner.ts';

export type ConfirmErasure = LockPersons & {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly feed: Pick<Feed, 'publish'>;
  readonly erasures: Pick<ErasureRunner, 'start'>;
  readonly turns: Turns;
};

export interface Confirmation {
  readonly scope: Scope;
  readonly mode: Erasure['mode'];
  readonly concerned: Concerned;
  /** Why, in the words of whoever decided it. */
  readonly reason: string;
  readonly objected: boolean;
  readonly source: Erasure['source'];
  readonly request: string | null;
  /** Hours in which it may be undone; 0 = none. */
  readonly undoHours: number;
}

/**
 * For callers that have asked whether it may be done: `beginErasure` for humans, a retention policy, a closing account.
 * @throws Problem `person-locked` if somebody who goes whole is being erased already; `on-hold` if a hold was placed meanwhile
 */
export async function confirmErasure(deps: ConfirmErasure, actor: Actor, asked: Confirmation): Promise<Erasure> {
  return deps.turns.inTurn(holdsTurn, () => confirm(deps, actor, asked));
}

async function confirm(deps: ConfirmErasure, actor: Actor, asked: Confirmation): Promise<Erasure> {
  const { scope, mode, concerned, objected, source, request, undoHours } = asked;
  // In turn, and looked at again: of two who confirm at once only one does.
  await refuseBegun(
    deps,
    concerned.whole.map((person) => person.id),
  );
  // What a retention policy erases passes over what is held by itself.
  const held = source === 'retention' ? [] : await holdsAgainst(deps, scope, concerned.persons);
  if (held.length > 0) {
    throw new Problem('on-hold', 'A legal hold protects this. While it stands nothing in its scope is erased.');
  }
  const id = deps.newId() as ErasureId;
  const confirmedAt = deps.clock();
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'erasure-confirmed',
    subject: subjectOf(scope),
    detail: { erasure: id, scope: scope.kind, mode, persons: concerned.whole.length, objected, source },
    reason: await sealReason(deps, id, concerned, asked.reason),
  });
  const erasure: Erasure = {
    id,
    scope,
    mode,
    persons: [...concerned.persons],
    whole: concerned.whole.map((person) => person.id),
    numbers: [...concerned.numbers],
    before: await standing(deps, concerned.whole),
    state: 'confirmed',
    objected,
    source,
    request: request as RequestId | null,
    by: actorRef(actor),
    confirmedAt,
    undoUntil: undoHours === 0 ? null : confirmedAt + undoHours * 60 * 60_000,
    shreddedAt: null,
    endedAt: null,
    journals: [],
    case: null,
    counts: {},
    certificate: null,
    signature: null,
  };
  await deps.records.insert(erasures, erasure);
  await lockPersons(deps, erasure.whole);
  deps.feed.publish({ kind: 'erasure-changed', id });
  deps.erasures.start(id);
  return erasure;
}

/** As they stand now: to plan an erasure takes its time. */
async function standing(deps: ConfirmErasure, whole: Concerned['whole']): Promise<Erasure['before']> {
  const before: Erasure['before'] = [];
  for (const { id, state } of whole) {
    before.push({ person: id, state: (await deps.records.get(persons, id))?.doc.state ?? state });
  }
  return before;
}

/** Also one that a crash left without its lock, or undone but not yet as before. */
async function refuseBegun(deps: ConfirmErasure, whole: readonly PersonId[]): Promise<void> {
  await refuseLocked(deps, whole);
  if (whole.length === 0) return;
  for await (const begun of erasuresNotEnded(deps)) if (begun.whole.some((id) => whole.includes(id))) throw locked();
}

async function sealReason(deps: Pick<ConfirmErasure, 'vault'>, id: ErasureId, { subject }: Concerned, reason: string) {
  const key = await deps.vault.keyOf(reasonOwner(id, subject));
  if (!key) throw new Problem('changed-meanwhile', 'This person was erased.');
  return key.seal({ collection: erasures.name, id, field: 'reason' }, reason);
}

/** The reason goes with the person it is about; where it is about several, under a key of its own that ends with the erasure. */
export function reasonOwner(id: ErasureId, subject: PersonId | null): KeyOwner {
  return subject === null ? ownReasonOwner(id) : ownerOfPerson(subject);
}

/** The key of a reason that is about several people, or nobody. */
export function ownReasonOwner(id: ErasureId): Exclude<KeyOwner, `person:${string}`> {
  return `secret:erasure.${id}`;
}
