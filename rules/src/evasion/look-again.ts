/** The second look at a message: finds words and phrases of the list that are written so as not to be found. */
import { endingOf, isOneStretch, type Lexicon, MAX_WORDS } from '../lexicon.ts';
import { foldedWords, type Words } from '../words.ts';
import { type Disguised, disguisedWords } from './disguised.ts';
import { readGlyphs } from './glyphs.ts';
import { oddStretches } from './suspect.ts';

/**
 * Adds to the finds of `scanLexicon` those with a disguised word among theirs: letters as digits and signs, of other
 * alphabets, repeated, spaced, dotted, with emoji between them. `words` holds the words of the text; the triples are
 * ordered by end, as those given. Steps: linear in the text.
 */
export function lookAgain(lexicon: Lexicon, text: string, words: Words, finds: readonly number[]): readonly number[] {
  const { evasion, fold } = lexicon;
  if (evasion === undefined) return finds;
  const stretches = oddStretches(evasion.suspicion, fold, text, words);
  // A message without any of our letters means what it says in its own alphabet.
  if (stretches.length === 0 || !ours.test(text)) return finds;
  const disguised = stretches.flatMap((stretch) =>
    disguisedWords(evasion, readGlyphs(fold, evasion.lookAlikes, text, stretch)),
  );
  if (disguised.length === 0) return finds;
  const found = findAmong(lexicon, text, cellsOf(lexicon, text, disguised));
  return found.length === 0 ? finds : inOrder(finds, found);
}

/** Latin letters, and those drawn on discs, squares and flags. */
const ours = /[\p{Script=Latin}\u{1D400}-\u{1D7FF}\u{1F100}-\u{1F1FF}]/u;

/** A word of the message: as it is, or disguised. */
interface Cell extends Disguised {
  readonly isDisguised: boolean;
}

/** The words of the message, with the disguised ones in the place of what they are written with. */
function cellsOf({ fold }: Lexicon, text: string, disguised: readonly Disguised[]): readonly Cell[] {
  const cells: Cell[] = disguised.map((word) => ({ ...word, isDisguised: true }));
  let next = 0;
  for (const { folded, start, end } of foldedWords(fold, text)) {
    while (next < disguised.length && (disguised[next] as Disguised).end <= start) next++;
    const covering = disguised[next];
    if (covering !== undefined && covering.start < end) continue;
    cells.push({ start, end, readings: [folded], isDisguised: false });
  }
  return cells.sort((a, b) => a.start - b.start);
}

/** Words up to a place, as they may be meant. */
type Sequence = readonly string[];

/** At most this many sequences are followed at a time. */
const MOST = 8;

function findAmong(lexicon: Lexicon, text: string, cells: readonly Cell[]): number[] {
  const found: number[] = [];
  let lastDisguised = -MAX_WORDS;
  for (const [to, cell] of cells.entries()) {
    if (cell.isDisguised) lastDisguised = to;
    if (to - lastDisguised < MAX_WORDS) findEndingAt(lexicon, text, cells, to, lastDisguised, found);
  }
  return found;
}

/** Goes back from a word as long as some phrase ends so; a find must reach back to the disguised word. */
function findEndingAt(
  lexicon: Lexicon,
  text: string,
  cells: readonly Cell[],
  to: number,
  lastDisguised: number,
  found: number[],
): void {
  let sequences: readonly Sequence[] = [[]];
  for (let from = to; from >= 0 && sequences.length > 0; from--) {
    const cell = cells[from] as Cell;
    if (from < to && !isOneStretch(text, cell.end, (cells[from + 1] as Cell).start)) return;
    const longer: Sequence[] = [];
    for (const sequence of sequences) {
      for (const reading of cell.readings) {
        const here = [...reading.split(' '), ...sequence];
        const ending = endingOf(lexicon, here);
        if (from <= lastDisguised) {
          for (const target of ending.targets) found.push(target, cell.start, (cells[to] as Cell).end);
        }
        if (ending.goesOn && longer.length < MOST) longer.push(here);
      }
    }
    sequences = longer;
  }
}

/** Both lists of triples in one, by end. */
function inOrder(one: readonly number[], other: readonly number[]): readonly number[] {
  const triples: [target: number, start: number, end: number][] = [];
  for (const list of [one, other]) {
    for (let at = 0; at < list.length; at += 3) {
      triples.push([list[at] as number, list[at + 1] as number, list[at + 2] as number]);
    }
  }
  return triples.sort((a, b) => a[2] - b[2]).flat();
}
