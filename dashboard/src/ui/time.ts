/** Dates, times and spans of time as the reader's language writes them, in the zone of the number they belong to. */

/** `at`: milliseconds since the epoch; `zone`: IANA name, the browser's if absent. */
export function fullTime(at: number, language: string, zone?: string): string {
  return format(at, language, zone, { dateStyle: 'long', timeStyle: 'short' });
}

export function shortTime(at: number, language: string, zone?: string): string {
  return format(at, language, zone, { dateStyle: 'short', timeStyle: 'short' });
}

export function shortDay(at: number, language: string, zone?: string): string {
  return format(at, language, zone, { dateStyle: 'short' });
}

export function clockTime(at: number, language: string, zone?: string): string {
  return format(at, language, zone, { timeStyle: 'short' });
}

export function dayName(at: number, language: string, zone?: string): string {
  return format(at, language, zone, { dateStyle: 'full' });
}

/** The time of day; with the date where it is another day than `beside`. */
export function timeBeside(at: number, beside: number, language: string, zone?: string): string {
  const sameDay = dayName(at, language, zone) === dayName(beside, language, zone);
  return sameDay ? clockTime(at, language, zone) : shortTime(at, language, zone);
}

/** The short name of the zone at that time, the reader's own if absent, to stand beside a time. */
export function zoneName(at: number, language: string, zone?: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** How long something takes: in seconds below a minute, else in minutes. */
export function spanOf(minutes: number, language: string): string {
  const [value, unit] =
    minutes > 0 && minutes < 1 ? [Math.max(1, Math.round(minutes * 60)), 'second'] : [minutes, 'minute'];
  const how = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, how).format(value);
}

/** How much time is left, in whole days, else hours, else minutes, rounded down. `ms`: milliseconds, not below 0. */
export function timeLeft(ms: number, language: string): string {
  const [value, unit] =
    ms >= 2 * 86_400_000
      ? [ms / 86_400_000, 'day']
      : ms >= 3_600_000
        ? [ms / 3_600_000, 'hour']
        : [ms / 60_000, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(value));
}

function format(at: number, language: string, zone: string | undefined, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, zone === undefined ? how : { ...how, timeZone: zone }).format(at);
}
