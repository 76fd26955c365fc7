/** Turns the local times of an export into UTC by the number's zone. */

/**
 * Reads times as written, in the order of the file; answers UTC milliseconds. A time that the clock skipped (spring)
 * is moved forward by the skipped hour. A time that came twice (autumn) is the first one, unless the entry before it
 * was already later than that: then the second.
 */
export function localTimes(zone: string): (at: string) => number {
  const offsets = new Map<string, number | undefined>();
  let previous = Number.NEGATIVE_INFINITY;
  return (at) => {
    const hour = at.slice(0, 13);
    if (!offsets.has(hour)) {
      if (offsets.size >= hoursKept) offsets.clear();
      offsets.set(hour, steadyOffset(hour, zone));
    }
    const offset = offsets.get(hour);
    previous = offset === undefined ? aroundChange(at, zone, previous) : Date.parse(`${at}Z`) - offset;
    return previous;
  };
}

const hoursKept = 1000;
/** Files are in order but for late arrivals: a step back by more than this is the clock's. Milliseconds. */
const outOfOrder = 60_000;

/** The offset from UTC, in milliseconds, that holds through the whole local hour; undefined if the clock changes near it. */
function steadyOffset(hour: string, zone: string): number | undefined {
  const ends = [`${hour}:00:00`, `${hour}:59:59`].flatMap((at) => {
    const { first, second } = readings(at, zone);
    return [Date.parse(`${at}Z`) - first, Date.parse(`${at}Z`) - second];
  });
  return new Set(ends).size === 1 ? ends[0] : undefined;
}

function aroundChange(at: string, zone: string, previous: number): number {
  const { first, second, skipped } = readings(at, zone);
  return skipped || first < previous - outOfOrder ? second : first;
}

/** The two instants that a local time may mean; equal on all days but two. */
function readings(at: string, zone: string) {
  const local = Temporal.PlainDateTime.from(at);
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(zone, { disambiguation: 'later' });
  return {
    first: first.epochMilliseconds,
    second: second.epochMilliseconds,
    skipped: !first.toPlainDateTime().equals(local),
  };
}
