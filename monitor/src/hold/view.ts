/** A hold as screens show it: what it protects, why, until when. */
import {
  conversations,
  type Hold,
  type HoldId,
  holds,
  type KeyOwner,
  messages,
  type NumberId,
  ownerOfPerson,
  type PersonId,
  persons,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { HoldView } from '../api/rights-views.ts';
import { numberViews } from '../number/view.ts';
import { openText } from '../open-text.ts';
import { actorNames } from '../person/actor-name.ts';
import { personView } from '../person/label.ts';

export interface ViewHolds {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Answers the views of holds. `withReason`: for readers of content only; a reason may speak of people. */
export function holdViews(deps: ViewHolds, withReason = true): (hold: Hold) => Promise<HoldView> {
  const nameOf = actorNames(deps);
  const viewOf = numberViews(deps);
  return async (hold) => {
    const { id, scope, source, owner, from, until, state, liftedBy, liftedAt } = hold;
    const { person, number } = await aboutOf(deps, hold);
    const found = person && (await deps.records.get(persons, person))?.doc;
    const { sealedReason } = hold;
    const opened = withReason && sealedReason ? await openText(deps.vault, reasonPlace(id), sealedReason) : undefined;
    return {
      id,
      scope,
      person: found ? personView(found, null) : null,
      number: number && (await viewOf(number)),
      reason: opened?.kind === 'text' ? opened.text : null,
      source,
      owner: owner && { id: owner, name: await nameOf(`user:${owner}`) },
      from,
      until,
      state,
      by: await nameOf(hold.by),
      liftedBy: liftedBy && (await nameOf(liftedBy)),
      liftedAt,
    };
  };
}

/** Under whose key reasons of a hold are: they may speak of whom it is about; of nobody, or several, it has its own. */
export function holdReasonOwner(id: HoldId, subject: PersonId | null): KeyOwner {
  return subject === null ? ownHoldReasonOwner(id) : ownerOfPerson(subject);
}

/** It ends with the hold. */
export function ownHoldReasonOwner(id: HoldId): Exclude<KeyOwner, `person:${string}`> {
  return `secret:hold.${id}`;
}

/** Where a hold's reason is sealed. */
export function reasonPlace(id: HoldId) {
  return placeOf(holds, id, 'sealedReason');
}

/** Whom it is about and on which number; null where it is about nobody, or several. */
async function aboutOf(
  { records }: ViewHolds,
  { scope }: Hold,
): Promise<{ readonly person: PersonId | null; readonly number: NumberId | null }> {
  switch (scope.kind) {
    case 'person':
      return { person: scope.person, number: null };
    case 'message':
    case 'file': {
      const message = (await records.get(messages, scope.message))?.doc;
      const chat = message && (await records.get(conversations, message.conversation))?.doc;
      return { person: chat?.contact ?? message?.author ?? null, number: message?.number ?? null };
    }
    case 'conversation': {
      const chat = (await records.get(conversations, scope.conversation))?.doc;
      return { person: chat?.contact ?? null, number: chat?.number ?? null };
    }
    case 'number':
    case 'period':
      return { person: null, number: scope.number };
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}
