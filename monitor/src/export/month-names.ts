/** Months as a reader writes them. */
import type { Language } from '@atalaia/storage';

/** Of a month written YYYY-MM: `setembro de 2026`. */
export function monthNames(language: Language): (month: string) => string {
  const words = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (month) => words.format(Date.parse(`${month}-01`));
}
