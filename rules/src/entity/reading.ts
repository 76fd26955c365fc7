/** Reads the numbers of a text twice: as they stand, and with their disguises undone; every detector looks at both. */
import { barcodesIn } from './barcode.ts';
import type { EntityMatch } from './detector.ts';
import { type DigitChain, digitChains } from './digit-chain.ts';
import { undisguise } from './disguise.ts';
import { makeReadable, type Readable } from './readable.ts';

/** One way to read a text; `chains` leaves out boletos and keys of invoices, whose pieces are nothing by themselves. */
export interface Reading extends Readable {
  readonly chains: readonly DigitChain[];
  /** Words and look-alike letters were read as digits: shapes prove less here. */
  readonly disguised: boolean;
}

/** A text as detectors get it: they share its readings, and nothing of it is kept when they are done. */
export interface Readings {
  readonly text: string;
  /** The plain reading and, if it differs, the undisguised one; made when first asked for. */
  readonly all: () => readonly Reading[];
}

export function readingsOf(text: string): Readings {
  let made: readonly Reading[] | undefined;
  return { text, all: () => (made ??= read(text)) };
}

/** All that `find` sees in the readings of a text, in offsets of the text; what the plain reading shows comes first. */
export function findIn(readings: Readings, find: (reading: Reading) => readonly EntityMatch[]): readonly EntityMatch[] {
  const [plain, disguised] = readings.all();
  const found = plain ? placed(plain, find(plain)) : [];
  const more = disguised ? placed(disguised, find(disguised)) : [];
  return more.length === 0 ? found : united(found, more);
}

function read(text: string): Reading[] {
  const plain = makeReadable(text);
  const readings = [readingFrom(plain, false)];
  const other = undisguise(plain);
  if (other) readings.push(readingFrom(other, true));
  return readings;
}

function readingFrom(readable: Readable, disguised: boolean): Reading {
  let rest = readable.text;
  for (const { start, end } of barcodesIn(rest)) {
    rest = `${rest.slice(0, start)}${';'.repeat(end - start)}${rest.slice(end)}`;
  }
  return { ...readable, chains: digitChains(rest), disguised };
}

function placed(reading: Reading, matches: readonly EntityMatch[]): EntityMatch[] {
  return matches
    .map(({ start, end, confidence }) => ({
      start: reading.startOf(start),
      end: reading.endOf(end - 1),
      confidence,
    }))
    .sort((one, other) => one.start - other.start);
}

/** Both lists in order, without those of `more` that overlap one `found` already. */
function united(found: readonly EntityMatch[], more: readonly EntityMatch[]): EntityMatch[] {
  const all: EntityMatch[] = [];
  let at = 0;
  let reach = 0;
  for (const match of more) {
    for (let next = found[at]; next && next.start < match.end; next = found[++at]) {
      all.push(next);
      reach = Math.max(reach, next.end);
    }
    if (match.start >= reach) all.push(match);
  }
  return [...all, ...found.slice(at)].sort((one, other) => one.start - other.start);
}
