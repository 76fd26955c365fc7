/** Ends the evidence of erased people: when its time is over, or when the alert that it proved is dismissed. */
import { type Alert, type Clock, type Evidence, evidence, type Records, type Vault } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface EndEvidence {
  readonly records: Pick<Records, 'find' | 'remove'>;
  readonly vault: Pick<Vault, 'shredOwner'>;
}

/** All whose time is over. The key of a case goes with its last message. */
export async function endEvidence(deps: EndEvidence & { readonly clock: Clock }): Promise<void> {
  const range = { before: deps.clock() };
  await removeEach(
    deps,
    everyPage((after) => deps.records.find(evidence, { index: 'byEnd', range, limit: 200, ...after })),
  );
}

/** Of an alert that a human found to be nothing: there is no reason left to keep it (LGPD art. 15 I; GDPR art. 17 (3) e). */
export async function endEvidenceOf(
  deps: EndEvidence,
  { id, erasedAt }: Pick<Alert, 'id' | 'erasedAt'>,
): Promise<void> {
  const found = everyPage((after) =>
    deps.records.find(evidence, { index: 'byAlert', equals: { alert: id }, limit: 200, ...after }),
  );
  if (erasedAt !== undefined) return removeEach(deps, found);
  // An erasure may be setting more apart right now: the key of its case goes as that ends.
  for await (const { doc } of found) await deps.records.remove(evidence, doc.id);
}

async function removeEach(deps: EndEvidence, found: AsyncIterable<{ readonly doc: Evidence }>): Promise<void> {
  for await (const { doc } of found) {
    // The key first: after a crash the row that is left leads here again.
    const inCase = await deps.records.find(evidence, { index: 'byCase', equals: { case: doc.case }, limit: 2 });
    if (inCase.items.length === 1) await deps.vault.shredOwner(`case:${doc.case}`);
    await deps.records.remove(evidence, doc.id);
  }
}
