/** Local days and times of a zone, quickly: a zone's offset from UTC is asked for once per quarter of an hour. */

export interface Zoned {
  /** YYYY-MM-DD and HH:MM of the instant (ms). */
  of(at: number): { readonly day: string; readonly time: string };
}

/** Offsets change at quarters of an hour only. */
const quarterMs = 15 * 60_000;
/** Quarters remembered: a chat goes on in time, so few are enough. */
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
  return {
    of(at) {
      const local = new Date(at + offsetAt(at)).toISOString();
      return { day: local.slice(0, -14), time: local.slice(-13, -8) };
    },
  };
}
