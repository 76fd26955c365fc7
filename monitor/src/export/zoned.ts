/** Local days and times of a zone, quickly: the zone's rules are asked only where its offset from UTC changes. */

export interface Zoned {
  /** YYYY-MM-DD and HH:MM of the instant (ms). */
  of(at: number): { readonly day: string; readonly time: string };
}

const dayMs = 24 * 60 * 60_000;
/** Days remembered: a chat goes on in time, so few are enough. */
const remembered = 1000;

/** Instants (ms) from `from` to before `until`, in which the offset (ms) is the same. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** `zone`: IANA. Keeps what it wrote last, so one is opened for each export. */
export function openZone(zone: string): Zoned {
  let here: Stretch = { from: 0, until: 0, offset: 0 };
  const offsetAt = (at: number): number => {
    if (at < here.from || at >= here.until) here = stretchAt(zone, at);
    return here.offset;
  };
  const days = new Map<number, string>();
  const dayOf = (number: number): string => {
    const known = days.get(number) ?? new Date(number * dayMs).toISOString().slice(0, -14);
    if (days.size >= remembered) days.clear();
    days.set(number, known);
    return known;
  };
  return {
    of(at) {
      const local = at + offsetAt(at);
      const day = Math.floor(local / dayMs);
      const minute = Math.floor((local - day * dayMs) / 60_000);
      return { day: dayOf(day), time: `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}` };
    },
  };
}

function stretchAt(zone: string, at: number): Stretch {
  const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  // A change that falls on the instant itself is the beginning of its stretch.
  const from = zoned(at + 1).getTimeZoneTransition('previous');
  const until = zoned(at).getTimeZoneTransition('next');
  return {
    from: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: until?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned(at).offsetNanoseconds / 1e6,
  };
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
