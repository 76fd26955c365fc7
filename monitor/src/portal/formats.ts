/** Times, sizes and figures as people of a language write them, in the zone of the company's number. */
import type { Language } from '@atalaia/storage';

export interface Formats {
  /** Day and minute of an instant (ms). */
  time(at: number): string;
  day(at: number): string;
  /** Hour and minute. */
  clock(at: number): string;
  figure(count: number): string;
  /** Bytes, rounded. */
  size(bytes: number): string;
}

export function formatsFor(language: Language, zone: string): Formats {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone });
  const figure = new Intl.NumberFormat(language);
  const size = (unit: 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return {
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    clock: (at) => clock.format(at),
    figure: (count) => figure.format(count),
    size: (bytes) => (bytes < 1e6 ? size('kilobyte').format(bytes / 1e3) : size('megabyte').format(bytes / 1e6)),
  };
}
