/** How long reviewers take for one alert: from opening it to deciding it. */
import { type Alert, alerts, auditEntries, type Records } from '@atalaia/storage';

/** Decided alerts looked at, of either kind those that came last; fewer decisions than `enough` say nothing. */
const looked = 100;
const enough = 20;
/** Stated while there are too few decisions to measure. */
const assumedMinutes = 1;
/** An alert left open over lunch says nothing about reviewing. */
const longestMinutes = 60;

export interface ReviewTime {
  readonly minutes: number;
  /** How many decisions it was measured on; 0 if it is assumed. */
  readonly decisions: number;
}

/** The median over the decided alerts that were raised last. */
export async function reviewTime(deps: { readonly records: Pick<Records, 'find'> }): Promise<ReviewTime> {
  const decided = await Promise.all(
    (['confirmed', 'dismissed'] as const).map((state) =>
      deps.records.find(alerts, {
        index: 'byState',
        equals: { state, place: null },
        order: 'descending',
        limit: looked,
      }),
    ),
  );
  const taken: number[] = [];
  for (const { doc } of decided.flatMap((page) => page.items)) {
    const minutes = await minutesFor(deps, doc);
    if (minutes !== undefined) taken.push(minutes);
  }
  if (taken.length < enough) return { minutes: assumedMinutes, decisions: 0 };
  const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? assumedMinutes;
  return { minutes: median, decisions: taken.length };
}

/** Undefined if whoever decided did not open it shortly before. */
async function minutesFor(
  deps: { readonly records: Pick<Records, 'find'> },
  alert: Alert,
): Promise<number | undefined> {
  const decision = alert.decisions.at(-1);
  if (!decision) return undefined;
  const entries = await deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: alert.id },
    range: { from: decision.at - longestMinutes * 60_000, before: decision.at + 1 },
    order: 'descending',
    limit: 20,
  });
  const opened = entries.items.find(({ doc }) => doc.act === 'alert-read' && doc.actor === decision.by);
  return opened && (decision.at - opened.doc.at) / 60_000;
}
