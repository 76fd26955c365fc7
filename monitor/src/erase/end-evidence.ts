/** Ends the evidence of erased people: when its time is over, or when the alert that it proved is dismissed; a hold keeps it. */
import {
  type Alert,
  alerts,
  type Clock,
  conversations,
  type Evidence,
  evidence,
  type NumberId,
  type PersonId,
  persons,
  type Records,
  type Scope,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { activeHolds, stands } from '../hold/active.ts';
import { type Reach, rangeOf, reachOf } from '../scope/reach.ts';

export interface EndEvidence {
  readonly records: Pick<Records, 'get' | 'find' | 'replace' | 'remove'>;
  readonly vault: Pick<Vault, 'shredOwner'>;
  readonly clock: Clock;
}

/** All whose time is over. The key of a case goes with its last message. */
export async function endEvidence(deps: EndEvidence): Promise<void> {
  const range = { before: deps.clock() };
  const isHeld = await heldEvidence(deps);
  const over = everyPage((after) => deps.records.find(evidence, { index: 'byEnd', range, limit: 200, ...after }));
  for await (const { doc } of over) if (!(await isHeld(doc))) await removeWithKey(deps, doc);
}

/** Of an alert that a human found to be nothing: there is no reason left to keep it (LGPD art. 15 I; GDPR art. 17 (3) e), but a hold. */
export async function endEvidenceOf(
  deps: EndEvidence,
  { id, erasedAt }: Pick<Alert, 'id' | 'erasedAt'>,
): Promise<void> {
  const isHeld = await heldEvidence(deps);
  const found = everyPage((after) =>
    deps.records.find(evidence, { index: 'byAlert', equals: { alert: id }, limit: 200, ...after }),
  );
  for await (const { doc, version } of found) {
    // Its time is over, so it goes once the hold does.
    if (await isHeld(doc)) await deps.records.replace(evidence, version, { ...doc, until: deps.clock() });
    else if (erasedAt !== undefined) await removeWithKey(deps, doc);
    // An erasure may be setting more apart right now: the key of its case goes as that ends.
    else await deps.records.remove(evidence, doc.id);
  }
}

/** Rows that holds protect; holds are read once, when this is made. */
async function heldEvidence(deps: EndEvidence): Promise<(row: Evidence) => Promise<boolean>> {
  const holds: Held[] = [];
  for (const hold of await activeHolds(deps))
    if (stands(hold, deps.clock())) holds.push(await heldBy(deps, hold.scope));
  return async (row) => {
    for (const held of holds) if (await isHeldBy(deps, row, held)) return true;
    return false;
  };
}

/** `asAgent`: the numbers on which a held person writes for the company. */
interface Held extends Reach {
  readonly asAgent: ReadonlySet<NumberId>;
}

async function heldBy(deps: EndEvidence, scope: Scope): Promise<Held> {
  const reach = await reachOf(deps, scope);
  const asAgent = new Set<NumberId>();
  for (const id of reach.persons) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (person?.role === 'agent') for (const number of person.numbers) asAgent.add(number);
  }
  return { ...reach, asAgent };
}

async function isHeldBy(deps: EndEvidence, row: Evidence, { scope, persons: human, asAgent }: Held): Promise<boolean> {
  switch (scope.kind) {
    case 'person':
      if (row.person !== undefined && human.has(row.person)) return true;
      // Which agent wrote in somebody's chat the row does not say: any of the number's may have.
      if (row.from !== 'contact' && asAgent.has(row.number)) return true;
      return isContact(deps, row, human);
    case 'conversation':
      return (await deps.records.get(alerts, row.alert))?.doc.conversation === scope.conversation;
    case 'number':
    case 'period': {
      const { from = row.at, before = row.at + 1 } = rangeOf(scope);
      return scope.number === row.number && from <= row.at && row.at < before;
    }
    // A message that is held is there itself: it was not erased.
    case 'message':
    case 'file':
      return false;
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

/** Where it was learnt later whose chat it is, the row names who wrote. */
async function isContact(deps: EndEvidence, { alert }: Evidence, human: ReadonlySet<PersonId>): Promise<boolean> {
  const raised = (await deps.records.get(alerts, alert))?.doc;
  const contact = raised && (await deps.records.get(conversations, raised.conversation))?.doc.contact;
  return contact != null && human.has(contact);
}

async function removeWithKey(deps: EndEvidence, doc: Evidence): Promise<void> {
  // The key first: after a crash the row that is left leads here again.
  const inCase = await deps.records.find(evidence, { index: 'byCase', equals: { case: doc.case }, limit: 2 });
  if (inCase.items.length === 1) await deps.vault.shredOwner(`case:${doc.case}`);
  await deps.records.remove(evidence, doc.id);
}
