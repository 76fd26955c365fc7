/** Writes into a person's timeline what the company decided about them, once for each number that knows them. */
import {
  type BlindIndex,
  type Clock,
  type ConsentEvent,
  type NewId,
  numbers,
  type Person,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import { addConsent } from './record-consent.ts';

export interface AddDecision {
  readonly records: Pick<Records, 'get' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** `reason`: in the words of whoever decided it; sealed under the person's key. */
export async function addDecision(
  deps: AddDecision,
  actor: Actor,
  person: Person,
  kind: Extract<ConsentEvent['kind'], 'excluded' | 'included' | 'restricted' | 'released'>,
  reason: string,
): Promise<void> {
  for (const number of person.numbers) {
    const id = deps.newId() as string as BlindIndex;
    const basis = (await deps.records.get(numbers, number))?.doc.basis ?? null;
    const what = { id, person: person.id, number, conversation: null, kind, at: deps.clock(), how: 'desk' } as const;
    await addConsent(deps, { ...what, notice: null, hash: null, message: null, basis, by: actorRef(actor) }, reason);
  }
}
