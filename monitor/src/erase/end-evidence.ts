/** Ends the evidence of erased people: when its time is over, or when the alert that it proved is dismissed; a hold on its number keeps it. */
import { type Alert, type Clock, type Evidence, evidence, type Records, type Vault } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { activeHolds, stands } from '../hold/active.ts';
import { rangeOf } from '../scope/reach.ts';

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
  for await (const { doc } of over) if (!isHeld(doc)) await removeWithKey(deps, doc);
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
    if (isHeld(doc)) await deps.records.replace(evidence, version, { ...doc, until: deps.clock() });
    else if (erasedAt !== undefined) await removeWithKey(deps, doc);
    // An erasure may be setting more apart right now: the key of its case goes as that ends.
    else await deps.records.remove(evidence, doc.id);
  }
}

/** Who is erased, their chats and their messages cannot be held any more: what is held of them is a number, or a time on it. */
async function heldEvidence(deps: EndEvidence): Promise<(row: Evidence) => boolean> {
  const holds = (await activeHolds(deps)).filter((hold) => stands(hold, deps.clock()));
  return ({ number, at }) =>
    holds.some(({ scope }) => {
      if ((scope.kind !== 'number' && scope.kind !== 'period') || scope.number !== number) return false;
      const { from = at, before = at + 1 } = rangeOf(scope);
      return from <= at && at < before;
    });
}

async function removeWithKey(deps: EndEvidence, doc: Evidence): Promise<void> {
  // The key first: after a crash the row that is left leads here again.
  const inCase = await deps.records.find(evidence, { index: 'byCase', equals: { case: doc.case }, limit: 2 });
  if (inCase.items.length === 1) await deps.vault.shredOwner(`case:${doc.case}`);
  await deps.records.remove(evidence, doc.id);
}
