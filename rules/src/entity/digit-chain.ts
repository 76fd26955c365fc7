/** Cuts a text into chains of digit groups, such as 529 · 982 · 247 · 25, so that a detector asks about groups, never about raw text. */

/** Digits standing together; offsets are those of the readable text. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** What stands between this group and the one before it in the chain ('' for the first). */
  readonly gap: string;
}

export type DigitChain = readonly DigitGroup[];

/** A stretch of a chain that makes up one number. */
export interface DigitRun {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Lengths of its groups, for example '3-3-3-2'. */
  readonly shape: string;
  /** The run is its whole chain: nothing numeric stands beside it. */
  readonly alone: boolean;
  readonly gaps: readonly string[];
}

const chainPattern = /\d+(?:[ .\-/()]{1,4}\d+)*/g;

// Boletos, bills of utilities and keys of electronic invoices, as they are printed: pieces of them are nothing by themselves.
const barcodeShape = /^(?:5-5-5-6-5-6-1-14|12-12-12-12|11-1-11-1-11-1-11-1|4(?:-4){10})$/;

/** All chains of `text`, in order: groups divided by at most four spaces, dots, dashes, slashes or brackets; barcodes left out. */
export function digitChains(text: string): DigitChain[] {
  const chains: DigitChain[] = [];
  for (const match of text.matchAll(chainPattern)) {
    if (!standsFree(text, match.index, match.index + match[0].length)) continue;
    const groups = groupsOf(match[0], match.index);
    if (!barcodeShape.test(groups.map((group) => group.digits.length).join('-'))) chains.push(groups);
  }
  return chains;
}

function groupsOf(chain: string, offset: number): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let previousEnd = 0;
  for (const match of chain.matchAll(/\d+/g)) {
    const end = match.index + match[0].length;
    const gap = chain.slice(previousEnd, match.index).replace(/ +/g, ' ');
    groups.push({ start: offset + match.index, end: offset + end, digits: match[0], gap });
    previousEnd = end;
  }
  return groups;
}

/** Prices, decimals, codes with letters, addresses of web pages: digits there belong to something else. */
function standsFree(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 4);
  if (
    /[\p{L}@#=_/\\]$/u.test(before) &&
    !/(?:^|[^\p{L}])(?:cpf|cnpj|tel|cel|fone|wpp|zap|pis|pix|pl|nip|ssn|pesel|wa\.me\/)[=/]?$/iu.test(before)
  )
    return false;
  if (/(?:r\$|us\$|\$|€|£)\s?$/i.test(before) || /(?:^|[^\d])\d{1,3},$/.test(before)) return false;
  return !/^(?:[\p{L}_@]|,\d{1,2}(?!\d)|%)/u.test(after);
}

/**
 * Every run of exactly `length` digits made of whole groups and divided from its neighbours by a space or slash. A run is offered when
 * it is one group, its whole chain, or written in one of the `shapes` usual for that number.
 */
export function runsOf(chain: DigitChain, length: number, shapes: readonly string[]): DigitRun[] {
  const runs: DigitRun[] = [];
  for (let first = 0; first < chain.length; first++) {
    const run = runFrom(chain, first, length);
    if (!run) continue;
    const last = first + run.gaps.length;
    if (!run.alone && run.gaps.length > 0 && !shapes.includes(run.shape)) continue;
    runs.push(run);
    first = last;
  }
  return runs;
}

function runFrom(chain: DigitChain, first: number, length: number): DigitRun | undefined {
  const head = chain[first];
  if (!head || (first > 0 && !divides(head.gap))) return undefined;
  let digits = '';
  const lengths: number[] = [];
  const gaps: string[] = [];
  for (let at = first; at < chain.length && digits.length < length; at++) {
    const group = chain[at] as DigitGroup;
    digits += group.digits;
    lengths.push(group.digits.length);
    if (at > first) gaps.push(group.gap);
    if (digits.length !== length) continue;
    const next = chain[at + 1];
    if (next && !divides(next.gap)) return undefined;
    const alone = first === 0 && next === undefined;
    return { start: head.start, end: group.end, digits, shape: lengths.join('-'), alone, gaps };
  }
  return undefined;
}

/** Whether a gap stands between two numbers rather than within one. */
export function divides(gap: string): boolean {
  return / |\//.test(gap);
}

/** Every digit by itself, as in "5 2 9 9 8": nobody writes anything but one number so. */
export function isSpelledOut(run: DigitRun): boolean {
  return run.alone && /^1(?:-1)+$/.test(run.shape);
}
