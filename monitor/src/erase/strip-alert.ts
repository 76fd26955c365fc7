/** Takes whom it is about, and what a human wrote about them, out of an alert: without words it stays for the figures. */
import { type AlertId, alerts, type Erasure, type HitId, type Records } from '@atalaia/storage';
import type { Turns } from '../turns.ts';

export interface StripAlert {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly turns: Turns;
}

/**
 * `touched`: hits in messages that go. The comment goes with the person and with any such hit: it may speak of either.
 * Whoever is made anonymous leaves hits behind. Doing it again changes nothing.
 */
export async function stripAlert(
  deps: StripAlert,
  erasure: Pick<Erasure, 'whole' | 'mode' | 'confirmedAt'>,
  id: AlertId,
  touched: ReadonlySet<HitId> = new Set(),
): Promise<void> {
  const conversation = (await deps.records.get(alerts, id))?.doc.conversation;
  if (conversation === undefined) return;
  // In turn with raising and deciding, so that neither writes back what went.
  await deps.turns.inTurn(`alerts.${conversation}`, async () => {
    const found = await deps.records.get(alerts, id);
    if (!found) return;
    const { sealedComment, ...alert } = found.doc;
    const theirs = alert.person !== null && erasure.whole.includes(alert.person);
    const hits = erasure.mode === 'anonymise' ? alert.hits : alert.hits.filter((hit) => !touched.has(hit));
    const commentStays = sealedComment !== undefined && !theirs && touched.size === 0;
    await deps.records.replace(alerts, found.version, {
      ...alert,
      ...(commentStays && { sealedComment }),
      person: theirs ? null : alert.person,
      hits,
      erasedAt: alert.erasedAt ?? erasure.confirmedAt,
    });
  });
}
