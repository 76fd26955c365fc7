/** How long a number keeps its messages, and whether what is older goes by itself. */
import { type MonitoredNumber, type Records, type Retention, retentions } from '@atalaia/storage';

export interface Policy {
  /** The longest of the periods; null = nobody has settled one. */
  readonly months: number | null;
  readonly runs: Retention['runs'];
}

/** The number's own, else the company's, else what its contacts were told in the notice, which runs by hand. */
export async function policyOf(
  deps: { readonly records: Pick<Records, 'get'> },
  number: MonitoredNumber,
): Promise<Policy> {
  for (const id of [number.id, 'company']) {
    const settled = settledIn((await deps.records.get(retentions, id))?.doc);
    if (settled) return settled;
  }
  return { months: number.capture?.retentionMonths ?? null, runs: 'by-hand' };
}

/** Undefined where no period is settled. */
export function settledIn(kept: Pick<Retention, 'periods' | 'runs'> | undefined): Policy | undefined {
  if (!kept || kept.periods.length === 0) return undefined;
  return { months: Math.max(...kept.periods.map(({ months }) => months)), runs: kept.runs };
}

/** The beginning of the day, in the number's zone, that lies so many months back: what is older is too old. In milliseconds. */
export function tooOldBefore(now: number, months: number, zone: string): number {
  return dayIn(now, zone).subtract({ months }).startOfDay().epochMilliseconds;
}

/** The instant (ms) on the zone's calendar. */
export function dayIn(now: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
}
