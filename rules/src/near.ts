/** Joins what was found word by word: phrases with gaps, and what stands near to what. */

import { isOneStretch } from './lexicon.ts';
import type { Joint } from './term-syntax.ts';
import type { Surroundings, TermTable } from './term-table.ts';
import { type Words, wordStart } from './words.ts';

/** Where a phrase stands: UTF-16 offsets with `end` exclusive, and its first and last word by their number in the message. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** The pieces of a phrase with gaps; a place without gaps is its own only piece. */
  readonly pieces?: readonly Place[];
}

/** The finds of one message, by piece. What is asked for twice is made once. */
export interface Finds {
  readonly table: TermTable;
  readonly text: string;
  readonly words: Words;
  /** Pairs start, end for each piece that was found. */
  readonly spans: ReadonlyMap<number, readonly number[]>;
  readonly ofPieces: Map<number, readonly Place[]>;
  readonly ofPhrases: Map<number, readonly Place[]>;
  readonly lists: Map<number, PlaceList>;
  /** For each list of neighbours, those of its phrases that may be in the message. */
  phrasesOfLists: ReadonlyMap<number, readonly number[]> | undefined;
  breaks: readonly number[] | undefined;
}

/** Places of several phrases, in order of their first and of their last words. */
interface PlaceList {
  readonly byFirst: readonly Place[];
  readonly byLast: readonly Place[];
  /** For each place in `byFirst`: the last word that it or one before it covers. */
  readonly reach: readonly number[];
}

/** Sorts what the lexicon found, as triples piece, start, end. */
export function findsIn(table: TermTable, text: string, words: Words, triples: readonly number[]): Finds {
  const spans = new Map<number, number[]>();
  for (let at = 0; at < triples.length; at += 3) {
    const piece = triples[at] as number;
    const pairs = spans.get(piece);
    if (pairs === undefined) spans.set(piece, [triples[at + 1] as number, triples[at + 2] as number]);
    else pairs.push(triples[at + 1] as number, triples[at + 2] as number);
  }
  return {
    table,
    text,
    words,
    spans,
    ofPieces: new Map(),
    ofPhrases: new Map(),
    lists: new Map(),
    phrasesOfLists: undefined,
    breaks: undefined,
  };
}

/** Whether any phrase of a list may be in the message at all: nearly always the quick answer is no. */
export function mayStandBy(finds: Finds, { list }: Surroundings): boolean {
  return phrasesOfLists(finds).has(list);
}

/** Where a phrase stands, in order. Of a phrase with gaps: for each of its ends the nearest beginning. */
export function placesOf(finds: Finds, phrase: number): readonly Place[] {
  const { pieces, joints } = finds.table.phrases[phrase] as TermTable['phrases'][number];
  const known = finds.ofPhrases.get(phrase);
  if (known !== undefined) return known;
  let places = placesOfPiece(finds, pieces[0] as number);
  if (joints.length === 0) return places;
  for (const [index, joint] of joints.entries()) {
    places = joined(finds, places, joint, placesOfPiece(finds, pieces[index + 1] as number));
  }
  finds.ofPhrases.set(phrase, places);
  return places;
}

/** The place of a near phrase that is nearest and within reach, but not made of the words of `place` itself. */
export function nearest(finds: Finds, { list, within }: Surroundings, place: Place): Place | undefined {
  const places = listOf(finds, list);
  if (place.pieces !== undefined && hasInGap(places, place)) return place;
  const before = places.byLast[firstIndex(places.byLast, (other) => other.to >= place.from) - 1];
  const after = places.byFirst[firstIndex(places.byFirst, (other) => other.from > place.to)];
  const isBefore =
    before !== undefined && place.from - before.to <= within && !isBroken(finds, before.end, place.start);
  const isAfter = after !== undefined && after.from - place.to <= within && !isBroken(finds, place.end, after.start);
  if (isBefore && isAfter) return place.from - before.to <= after.from - place.to ? before : after;
  return isBefore ? before : isAfter ? after : undefined;
}

/** Whether one of the phrases stands within reach of a place, or overlaps it. */
export function standsBy(finds: Finds, surroundings: Surroundings, place: Place): boolean {
  const { byFirst, reach } = listOf(finds, surroundings.list);
  const upTo = firstIndex(byFirst, (other) => other.from > place.to);
  if (upTo > 0 && (reach[upTo - 1] as number) >= place.from) return true;
  return nearest(finds, surroundings, place) !== undefined;
}

/** A place that covers two others and all between them. */
export function covering(a: Place, b: Place): { readonly start: number; readonly end: number } {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function placesOfPiece({ spans, text, words, ofPieces, table }: Finds, piece: number): readonly Place[] {
  const known = ofPieces.get(piece);
  if (known !== undefined) return known;
  const pairs = spans.get(piece) ?? [];
  const places: Place[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const start = pairs[at] as number;
    const end = pairs[at + 1] as number;
    const to = wordAt(words, end - 1);
    // A disguised word may end in signs, as "merd@": then the word found there is the one behind it.
    const isBehind = to === words.count || wordStart(words, table.lexicon.fold, text, to) >= end;
    places.push({ start, end, from: wordAt(words, start), to: isBehind ? to - 1 : to });
  }
  ofPieces.set(piece, places);
  return places;
}

/** The number of the word that stands at an offset or, if none does, of the next. */
function wordAt({ ends, count }: Words, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Each place in `seconds` with the last of `firsts` that ends before it, if the joint holds. Places of one piece are as
 * long as each other in words, so both lists are in order, and no earlier first can fit better than the last one.
 */
function joined(finds: Finds, firsts: readonly Place[], joint: Joint, seconds: readonly Place[]): readonly Place[] {
  const places: Place[] = [];
  let next = 0;
  for (const second of seconds) {
    while (next < firsts.length && (firsts[next] as Place).to < second.from) next++;
    const first = firsts[next - 1];
    if (first === undefined || !holds(finds, first, joint, second)) continue;
    const pieces = [...(first.pieces ?? [first]), second];
    places.push({ start: first.start, end: second.end, from: first.from, to: second.to, pieces });
  }
  return places;
}

function holds(finds: Finds, first: Place, joint: Joint, second: Place): boolean {
  const between = second.from - first.to - 1;
  switch (joint.kind) {
    case 'next':
      return between === 0 && isOneStretch(finds.text, first.end, second.start);
    case 'gap':
      return between <= joint.words && !isBroken(finds, first.end, second.start);
    default:
      return joint satisfies never;
  }
}

function hasInGap({ byFirst }: PlaceList, { from, to, pieces = [] }: Place): boolean {
  for (let at = firstIndex(byFirst, (other) => other.from > from); at < byFirst.length; at++) {
    const other = byFirst[at] as Place;
    if (other.from >= to) return false;
    if (!pieces.some((piece) => other.from <= piece.to && other.to >= piece.from)) return true;
  }
  return false;
}

function phrasesOfLists(finds: Finds): ReadonlyMap<number, readonly number[]> {
  if (finds.phrasesOfLists !== undefined) return finds.phrasesOfLists;
  const { endingIn, lists } = finds.table;
  const found = new Map<number, number[]>();
  for (const piece of finds.spans.keys()) {
    for (const phrase of endingIn[piece] as readonly number[]) {
      for (const list of lists[phrase] as readonly number[]) {
        const phrases = found.get(list);
        if (phrases === undefined) found.set(list, [phrase]);
        else phrases.push(phrase);
      }
    }
  }
  finds.phrasesOfLists = found;
  return found;
}

function listOf(finds: Finds, list: number): PlaceList {
  const known = finds.lists.get(list);
  if (known !== undefined) return known;
  const phrases = phrasesOfLists(finds).get(list) ?? [];
  const places = phrases.flatMap((phrase) => placesOf(finds, phrase));
  const byFirst = places.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let last = -1;
  const reach = byFirst.map(({ to }) => {
    last = Math.max(last, to);
    return last;
  });
  const made = { byFirst, byLast: places.toSorted((a, b) => a.to - b.to || a.from - b.from), reach };
  finds.lists.set(list, made);
  return made;
}

/** The first index from which on `isPast` holds, found by halving: there may be thousands of places. */
function firstIndex(places: readonly Place[], isPast: (place: Place) => boolean): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isPast(places[middle] as Place)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a blank line stands between two offsets: what is apart by a paragraph is not near. */
function isBroken(finds: Finds, from: number, to: number): boolean {
  finds.breaks ??= blankLines(finds.text);
  let low = 0;
  let high = finds.breaks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((finds.breaks[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low < finds.breaks.length && (finds.breaks[low] as number) < to;
}

/** Where lines without anything but spaces end. */
function blankLines(text: string): readonly number[] {
  const lines: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; ) {
    const next = text.indexOf('\n', at + 1);
    if (next >= 0 && text.slice(at + 1, next).trim() === '') lines.push(next);
    at = next;
  }
  return lines;
}
