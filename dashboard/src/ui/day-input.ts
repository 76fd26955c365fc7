/** Days as a date field writes them, and the instants they stand for in the reader's zone. */

/** The first millisecond of the day `yyyy-mm-dd`; null if nothing, or no day, was chosen. */
export function startOfDay(day: string): number | null {
  const at = day === '' ? Number.NaN : new Date(`${day}T00:00`).getTime();
  return Number.isNaN(at) ? null : at;
}

/** The first millisecond after that day. */
export function endOfDay(day: string): number | null {
  const start = startOfDay(day);
  if (start === null) return null;
  const next = new Date(start);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}
