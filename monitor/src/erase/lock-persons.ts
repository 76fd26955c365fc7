/** Locks a person who is to be erased: nothing more is kept of them and nothing opens. Undoing sets them back to how they stood. */
import { type Person, type PersonId, persons, type Records } from '@atalaia/storage';
import { type TellNumbers, tellNumbers } from '../person/tell-numbers.ts';

export interface LockPersons extends TellNumbers {
  readonly records: Pick<Records, 'get' | 'replace'>;
}

/** In force on every number that is open when it resolves. Locking who is locked tells the numbers once more, and nothing else. */
export async function lockPersons(deps: LockPersons, ids: readonly PersonId[]): Promise<void> {
  for (const id of ids) await stand(deps, id, 'locked', () => true);
}

/** Only those who are still locked: who was erased meanwhile stays erased. */
export async function releasePersons(
  deps: LockPersons,
  before: readonly { readonly person: PersonId; readonly state: Person['state'] }[],
): Promise<void> {
  for (const { person, state } of before) await stand(deps, person, state, (now) => now === 'locked');
}

async function stand(
  deps: LockPersons,
  id: PersonId,
  state: Person['state'],
  from: (now: Person['state']) => boolean,
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (!found || (found.doc.state !== state && !from(found.doc.state))) return;
    const changed = { ...found.doc, state };
    if (found.doc.state !== state && (await deps.records.replace(persons, found.version, changed)) === 'stale')
      continue;
    await tellNumbers(deps, found.doc.numbers, (link) => link.stand(id, state));
    return;
  }
}
