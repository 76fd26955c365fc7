/** Local days and times of a zone, quickly: a zone's offset from UTC is asked for once per quarter of an hour. */

export interface Zoned {
  /** YYYY-MM-DD and HH:MM of the instant (ms). */
  of(at: number): { readonly day: string; readonly time: string };
}

/** Offsets change at quarters of an hour only. */
const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Quarters and days remembered: a chat goes on in time, so few are enough. */
const remembered = 1000;

export function openZone(zone: string): Zoned {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const offsets = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const quarter = Math.floor(at / quarterMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const start = quarter * quarterMs;
    // Sweden writes ISO 8601 but for the T.
    const offset = Date.parse(`${format.format(start).replace(' ', 'T')}Z`) - start;
    if (offsets.size >= remembered) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
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

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
