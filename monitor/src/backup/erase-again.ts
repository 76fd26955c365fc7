/** What was erased after a backup was made is erased from it again: persons whose keys are destroyed, and parts that went without a key. */
import {
  type Clock,
  type Erasure,
  type ErasureId,
  erasures,
  type Keys,
  type NewId,
  ownerOfPerson,
  type PersonId,
  persons,
  type Records,
  type Scope,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import { everyPage } from '../every-page.ts';
import { concernedBy } from '../scope/find.ts';

export interface EraseAgain {
  readonly records: Records;
  readonly keys: Pick<Keys, 'isDestroyed' | 'parts'>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** `begun`: to be entered in the trail before the program ends them. */
export interface ErasedAgain {
  readonly persons: readonly PersonId[];
  readonly parts: number;
  readonly begun: readonly Erasure[];
}

/** Writes down erasures that the program ends when it starts. Answers whose keys are destroyed, and how many parts there are. */
export async function eraseAgain(deps: EraseAgain, actor: Actor): Promise<ErasedAgain> {
  const begun: Erasure[] = [];
  const gone: PersonId[] = [];
  const everybody = everyPage((after) => deps.records.find(persons, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of everybody) if (await deps.keys.isDestroyed(ownerOfPerson(doc.id))) gone.push(doc.id);
  for (const person of gone) begun.push(await begin(deps, actor, await personAgain(deps, person)));
  let parts = 0;
  for (const { scope, repeats } of await partsToRepeat(deps)) {
    const concerned = await concernedBy(deps, scope);
    // It came after the backup was made.
    if (!concerned) continue;
    parts += 1;
    // Through every step: its words open, so evidence is set apart first, and a hold of then stands above it.
    const part = { scope, repeats, persons: [...concerned.persons], numbers: [...concerned.numbers] };
    begun.push(await begin(deps, actor, part));
  }
  return { persons: gone, parts, begun };
}

interface Part {
  readonly scope: Scope;
  readonly repeats: ErasureId[];
}

/** Parts of which the backup knows no erasure that was carried out, or goes on by itself; each once, however often it was erased. */
async function partsToRepeat(deps: EraseAgain): Promise<readonly Part[]> {
  const known = await knownErasures(deps);
  const parts = new Map<string, Part>();
  for (const { erasure, scopes } of await deps.keys.parts()) {
    for (const scope of scopes) {
      const key = keyOf(scope);
      if (known.has(erasure) || known.has(`${erasure} ${key}`)) continue;
      const part = parts.get(key) ?? { scope, repeats: [] };
      part.repeats.push(erasure);
      parts.set(key, part);
    }
  }
  return [...parts.values()];
}

/** Their ids, and `id scope` of each part that one of them repeated after an earlier restore. */
async function knownErasures({ records }: EraseAgain): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const every = everyPage((after) => records.find(erasures, { index: 'byConfirmation', limit: 500, ...after }));
  for await (const { doc } of every) {
    if (doc.state === 'undone') continue;
    known.add(doc.id);
    for (const id of doc.repeats ?? []) known.add(`${id} ${keyOf(doc.scope)}`);
  }
  return known;
}

/** The same for the same scope, in whatever order its fields stand. */
function keyOf(scope: Scope): string {
  return JSON.stringify(Object.entries(scope).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

type Again = Pick<Erasure, 'scope' | 'persons' | 'numbers'> & Partial<Erasure>;

/** Its certificate was made when it was done first; what is left to do is the sweep. */
async function personAgain({ records, clock }: EraseAgain, person: PersonId): Promise<Again> {
  const numbers = (await records.get(persons, person))?.doc.numbers ?? [];
  const scope = { kind: 'person', person } as const;
  return { scope, persons: [person], whole: [person], numbers, state: 'shredded', shreddedAt: clock() };
}

async function begin({ records, newId, clock }: EraseAgain, actor: Actor, again: Again): Promise<Erasure> {
  const erasure: Erasure = {
    id: newId() as ErasureId,
    mode: 'erase',
    whole: [],
    before: [],
    state: 'confirmed',
    objected: false,
    source: 'operator',
    request: null,
    by: actorRef(actor),
    confirmedAt: clock(),
    undoUntil: null,
    shreddedAt: null,
    endedAt: null,
    journals: [],
    case: null,
    counts: {},
    certificate: null,
    signature: null,
    ...again,
  };
  await records.insert(erasures, erasure);
  return erasure;
}
