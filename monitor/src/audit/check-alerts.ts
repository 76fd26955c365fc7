/** Checks alerts against the trail: each was raised there, and every decision about it stands there, by whom and when. */
import { type Alert, type AuditEntry, alerts, auditEntries, type Records } from '@atalaia/storage';
import { decisionDetail } from '../alert/decide.ts';
import { stateAfter } from '../alert/state-after.ts';
import { everyPage } from '../every-page.ts';
import type { Turns } from '../turns.ts';

export interface CheckAlerts {
  readonly records: Pick<Records, 'find' | 'get'>;
  readonly turns: Turns;
}

/** The first alert that is not as the trail says, in one sentence; undefined if all are. */
export async function wrongWithAlerts(deps: CheckAlerts): Promise<string | undefined> {
  // Small pages: each alert asks twice more, and other work gets its turn between pages.
  const all = everyPage((after) => deps.records.find(alerts, { index: 'byRaised', limit: 25, ...after }));
  for await (const { doc } of all) {
    if (!(await wrongWithAlert(deps.records, doc))) continue;
    // It may be raised or decided at this moment: look again when nobody works on its conversation.
    const wrong = await deps.turns.inTurn(`alerts.${doc.conversation}`, async () => {
      const now = await deps.records.get(alerts, doc.id);
      return now ? await wrongWithAlert(deps.records, now.doc) : 'it is not found by its id';
    });
    if (wrong) return `Alert ${doc.id}: ${wrong}.`;
  }
  return undefined;
}

async function wrongWithAlert(records: Pick<Records, 'find'>, alert: Alert): Promise<string | undefined> {
  const { raised, decided } = await entriesAbout(records, alert);
  if (!raised) return 'no entry of the audit trail says that it was raised';
  const { conversation, origin } = raised.detail;
  if (conversation !== alert.conversation || origin !== alert.origin) return 'it was changed after it was raised';
  const decisions = decisionsOf(decided);
  if (decisions.length > alert.decisions.length) {
    return 'a decision of the audit trail is missing in it; if the program was ended while somebody decided, decide again';
  }
  const same = alert.decisions.every((own, at) => {
    const one = decisions[at];
    return own.kind === one?.kind && own.by === one.by && own.at === one.at && own.reason === one.reason;
  });
  if (!same || alert.state !== stateAfter(alert.decisions)) return 'its decisions are not those of the audit trail';
  return (await isListed(records, alert)) ? undefined : 'the queue does not show it as it is';
}

/** What the trail says about an alert; readings of it are passed over. */
async function entriesAbout(records: Pick<Records, 'find'>, { id, number }: Alert) {
  let raised: AuditEntry | undefined;
  const decided: AuditEntry[] = [];
  const about = everyPage((after) =>
    records.find(auditEntries, { index: 'bySubject', equals: { subject: id }, limit: 200, ...after }),
  );
  for await (const { doc } of about) {
    if (doc.chain !== number) continue;
    if (doc.act === 'alert-raised') raised ??= doc;
    if (doc.act === 'alert-decided') decided.push(doc);
  }
  // The chain's order, not the clock's.
  return { raised, decided: decided.toSorted((a, b) => a.sequence - b.sequence) };
}

/** Decisions as recorded. One that a crash kept from being carried out is followed by another of the same place. */
function decisionsOf(entries: readonly AuditEntry[]): readonly Alert['decisions'][number][] {
  const decisions: Alert['decisions'][number][] = [];
  for (const { actor, detail } of entries) {
    const read = decisionDetail.safeParse(detail);
    if (!read.success) continue;
    const { decision, reason, at, place } = read.data;
    decisions.splice(place, Number.POSITIVE_INFINITY, { kind: decision, by: actor, at, reason });
  }
  return decisions;
}

/** Whether the index that the queue reads finds the alert under what its document says. */
async function isListed(records: Pick<Records, 'find'>, alert: Alert): Promise<boolean> {
  const { number, state, severity, raisedAt, place = null } = alert;
  const beside = everyPage((after) =>
    records.find(alerts, {
      index: 'byNumberSeverity',
      equals: { number, state, place, severity },
      range: { from: raisedAt, before: raisedAt + 1 },
      limit: 200,
      ...after,
    }),
  );
  for await (const { doc } of beside) if (doc.id === alert.id) return true;
  return false;
}
