/** Two persons who may be one human: kept as a question until a dpo answers it; meanwhile the stricter consent holds for both. */
import {
  type BlindIndex,
  type BlindIndexer,
  type Doubt,
  doubts,
  type NumberId,
  type PersonId,
  type Records,
} from '@atalaia/storage';
import { type RaiseSystemAlert, raiseSystemAlert } from '../system-alert/raise.ts';

/** Asking again changes nothing, nor does it reopen what was settled. `at`: milliseconds since the epoch. Answers whether it is open. */
export async function raiseDoubt(
  deps: RaiseSystemAlert & { readonly records: Pick<Records, 'get'> },
  number: NumberId,
  one: PersonId,
  other: PersonId,
  at: number,
): Promise<boolean> {
  const id = doubtId(deps.blind, one, other);
  const doubt: Doubt = { id, number, one, other, state: 'open', raisedAt: at, settledBy: null, settledAt: null };
  const known = (await deps.records.insert(doubts, doubt)) === 'duplicate' && (await deps.records.get(doubts, id));
  if (known) return known.doc.state === 'open';
  await raiseSystemAlert(deps, { number, kind: 'possible-same-person', person: one, at, event: id });
  return true;
}

/** The doubts that name this person, newest last. */
export async function doubtsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  person: PersonId,
): Promise<readonly Doubt[]> {
  const [asOne, asOther] = await Promise.all([
    deps.records.find(doubts, { index: 'byOne', equals: { one: person }, limit: 1000 }),
    deps.records.find(doubts, { index: 'byOther', equals: { other: person }, limit: 1000 }),
  ]);
  return [...asOne.items, ...asOther.items].map(({ doc }) => doc).toSorted((a, b) => a.raisedAt - b.raisedAt);
}

/** Who may be the same human as one of these persons, as long as nobody has settled it: one for each open question. */
export async function openDoubts(
  deps: { readonly records: Pick<Records, 'find'> },
  persons: readonly PersonId[],
): Promise<readonly PersonId[]> {
  const others: PersonId[] = [];
  for (const person of persons) {
    const found = (await doubtsOf(deps, person)).filter(({ state }) => state === 'open');
    others.push(...found.map(({ one, other }) => (one === person ? other : one)));
  }
  return others;
}

/** Others whom a dpo found to be this same human. */
export function sameHuman(person: PersonId, doubts: readonly Doubt[]): readonly PersonId[] {
  return doubts.filter(({ state }) => state === 'same').map(({ one, other }) => (one === person ? other : one));
}

/** The same for both orders. */
function doubtId(blind: BlindIndexer, one: PersonId, other: PersonId): BlindIndex {
  return blind.of('alias', 'doubt', ...[one, other].sort());
}
