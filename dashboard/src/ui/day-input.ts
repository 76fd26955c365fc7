/** Days and times as date fields write them, and the instants they stand for in a zone (IANA; the browser's if absent). */

/** The instant of the local time `yyyy-mm-ddThh:mm`; null if nothing, or no time, was chosen. */
export function instantOf(local: string, zone?: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset is known only once the instant is: the second reading holds where the clocks change in between.
  const first = asUtc - offsetAt(asUtc, zone);
  const second = asUtc - offsetAt(first, zone);
  // Where clocks spring forward at midnight, one reading falls on the day before.
  return localTime(second, zone).startsWith(local.slice(0, 10)) ? second : first;
}

/** The first millisecond of the day `yyyy-mm-dd`; null if nothing, or no day, was chosen. */
export function startOfDay(day: string, zone?: string): number | null {
  return instantOf(`${day}T00:00`, zone);
}

/** The first millisecond after that day. */
export function endOfDay(day: string, zone?: string): number | null {
  const midnight = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(midnight)) return null;
  return startOfDay(new Date(midnight + 86_400_000).toISOString().slice(0, 10), zone);
}

/** How far the zone's clocks are ahead of UTC at a whole second, in milliseconds. */
function offsetAt(at: number, zone: string | undefined): number {
  return Date.parse(`${localTime(at, zone).replace(' ', 'T')}Z`) - at;
}

/** `yyyy-mm-dd hh:mm:ss`, as Swedish writes it. */
function localTime(at: number, zone: string | undefined): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(at);
}
