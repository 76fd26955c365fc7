/** Keeps what goes by itself from going because the machine's clock jumped: after a long gap between two rounds, nothing goes for a day. */
import { type Clock, progress, type Records } from '@atalaia/storage';

export interface WaitAfterJump {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly clock: Clock;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, sentence: string): void };
}

/** Rounds are hourly; a weekend switched off looks like a clock that jumped, and costs a day only. */
const mostBetweenMs = 48 * 60 * 60_000;
/** Time for somebody to see that the date is wrong and put it right. */
const waitMs = 24 * 60 * 60_000;

const roundId = 'retention.round';
const waitId = 'retention.waits-until';

/** Asked once at the beginning of each round, which it notes. True while nothing may go by itself. */
export async function waitsAfterJump(deps: WaitAfterJump): Promise<boolean> {
  const now = deps.clock();
  const last = await instantOf(deps, roundId);
  if (last !== undefined && Math.abs(now - last) > mostBetweenMs) {
    // Before the round is noted: after a crash the gap is seen again.
    await keepInstant(deps, waitId, now + waitMs);
    const gapHours = Math.round((now - last) / 3_600_000);
    deps.log.warn(
      { gapHours },
      'Long since the last round of retention: is the date right? Nothing goes by itself for 24 hours.',
    );
  }
  await keepInstant(deps, roundId, now);
  return now < ((await instantOf(deps, waitId)) ?? now);
}

async function instantOf({ records }: Pick<WaitAfterJump, 'records'>, id: string): Promise<number | undefined> {
  return (await records.get(progress, id))?.doc.sequence;
}

async function keepInstant({ records }: Pick<WaitAfterJump, 'records'>, id: string, sequence: number): Promise<void> {
  const kept = await records.get(progress, id);
  if (kept) await records.replace(progress, kept.version, { id, sequence });
  else await records.insert(progress, { id, sequence });
}
