/** Where do the rules fire in this message? */
import type { PlacedRule, RuleSet } from './compile.ts';
import { readingsOf } from './entity/reading.ts';
import { lookAgain } from './evasion/look-again.ts';
import { foldedView } from './folded-view.ts';
import { scanLexicon } from './lexicon.ts';
import { covering, type Finds, findsIn, mayStandBy, nearest, placesOf, standsBy } from './near.ts';
import { runPattern } from './pattern.ts';
import type { Hit, Screenable } from './rule.ts';
import { isSilent, lookForSigns, mayHold, type Signs } from './signs.ts';
import { BESIDE, TO_ASK, type Use } from './term-table.ts';
import { readWords } from './words.ts';

/**
 * All hits of single-message rules, overlapping ones too, ordered by place. Offsets are UTF-16 units of `message.text`.
 * Never throws, whatever the text; steps grow linearly with its length.
 */
export function evaluate(ruleSet: RuleSet, message: Screenable): Hit[] {
  const { text } = message;
  readWords(ruleSet.words, ruleSet.fold, text);
  const { lexicon, words } = ruleSet;
  const finds = lookAgain(lexicon, text, words, scanLexicon(lexicon, text, words));
  const hasMore = ruleSet.patterns.length > 0 || ruleSet.entities.length > 0;
  const signs = hasMore ? lookForSigns(ruleSet.signs, text, ruleSet.words) : undefined;
  if (finds.length === 0 && ruleSet.models.length === 0 && (signs === undefined || isSilent(signs))) return [];
  const found: Found = { hits: [], exceptions: [] };
  askModels(ruleSet, message, found);
  addTerms(ruleSet, message, finds, found);
  if (signs !== undefined) {
    findPatterns(ruleSet, message, signs, found);
    findEntities(ruleSet, message, signs, found);
  }
  return found.hits.length === 0 ? [] : inOrder(withoutExceptions(found));
}

interface Place {
  readonly rule: number;
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly hits: (Hit & { readonly index: number })[];
  readonly exceptions: Place[];
}

/** Does a rule look at such a message at all? Without a direction or language stated, it does; a number must be named. */
function looksAt({ rule, language }: PlacedRule, message: Screenable): boolean {
  if (rule.from !== undefined && message.from !== undefined && rule.from !== message.from) return false;
  if (language !== 'any' && message.language !== undefined && language !== message.language) return false;
  if (rule.hours !== undefined && rule.hours !== message.hours) return false;
  return rule.numbers === undefined || (message.number !== undefined && rule.numbers.includes(message.number));
}

function addTerms(ruleSet: RuleSet, message: Screenable, triples: readonly number[], found: Found): void {
  const { terms } = ruleSet;
  if (isDirect(terms.direct, triples)) {
    for (let at = 0; at < triples.length; at += 3) {
      const rule = terms.direct[triples[at] as number] as number;
      if (rule === BESIDE) continue;
      addHit(ruleSet, message, { rule, start: triples[at + 1] as number, end: triples[at + 2] as number }, found);
    }
    return;
  }
  const finds = findsIn(terms, message.text, ruleSet.words, triples);
  for (const piece of finds.spans.keys()) {
    for (const phrase of terms.endingIn[piece] as readonly number[]) {
      for (const { rule, kind } of terms.uses[phrase] as readonly Use[]) {
        if (!looksAt(ruleSet.rules[rule] as PlacedRule, message)) continue;
        if (kind === 'term') addTerm(ruleSet, message, finds, rule, phrase, found);
        else for (const { start, end } of placesOf(finds, phrase)) found.exceptions.push({ rule, start, end });
      }
    }
  }
}

/** Whether nothing is to be asked about any find: in most messages all that was found are words that matter beside others. */
function isDirect(direct: Int32Array, triples: readonly number[]): boolean {
  for (let at = 0; at < triples.length; at += 3) if (direct[triples[at] as number] === TO_ASK) return false;
  return true;
}

/** A term counts if what must stand near it does, and nothing that must not. */
function addTerm(
  ruleSet: RuleSet,
  message: Screenable,
  finds: Finds,
  rule: number,
  phrase: number,
  found: Found,
): void {
  const near = ruleSet.terms.near.get(rule);
  if (near !== undefined && !mayStandBy(finds, near)) return;
  const unless = ruleSet.terms.unless.get(rule);
  for (const place of placesOf(finds, phrase)) {
    const other = near === undefined ? place : nearest(finds, near, place);
    if (other === undefined || (unless !== undefined && standsBy(finds, unless, place))) continue;
    addHit(ruleSet, message, { rule, ...covering(place, other) }, found);
  }
}

function findPatterns(ruleSet: RuleSet, message: Screenable, signs: Signs, found: Found): void {
  if (signs.patterns.size === 0) return;
  const view = foldedView(ruleSet.fold, message.text);
  for (const index of signs.patterns) {
    const { rule, pattern } = ruleSet.patterns[index] as RuleSet['patterns'][number];
    if (!looksAt(ruleSet.rules[rule] as PlacedRule, message)) continue;
    for (const [start, end] of runPattern(pattern, view)) addHit(ruleSet, message, { rule, start, end }, found);
  }
}

function findEntities(ruleSet: RuleSet, message: Screenable, signs: Signs, found: Found): void {
  const readings = readingsOf(message.text);
  for (const { name, find, rules } of ruleSet.entities) {
    if (!mayHold(signs, name)) continue;
    for (const { start, end } of find(readings)) {
      for (const rule of rules) addHit(ruleSet, message, { rule, start, end }, found);
    }
  }
}

function askModels(ruleSet: RuleSet, message: Screenable, found: Found): void {
  for (const { model, rules } of ruleSet.models) {
    if (!rules.some((rule) => looksAt(ruleSet.rules[rule] as PlacedRule, message))) continue;
    const { probability, start, end } = model.judge(message.text);
    for (const rule of rules) {
      const asks = (ruleSet.rules[rule] as PlacedRule).rule;
      if (asks.kind === 'learned' && probability >= asks.threshold)
        addHit(ruleSet, message, { rule, start, end }, found);
    }
  }
}

function addHit(ruleSet: RuleSet, message: Screenable, { rule: index, start, end }: Place, found: Found): void {
  const placed = ruleSet.rules[index] as PlacedRule;
  if (!looksAt(placed, message)) return;
  const { kind, severity } = placed.rule;
  found.hits.push({ rule: placed.ref, kind, severity, start, end, index });
}

/** Drops every hit that overlaps an exception of its own rule. */
function withoutExceptions({ hits, exceptions }: Found): Found['hits'] {
  if (exceptions.length === 0) return hits;
  const byRule = Map.groupBy(exceptions, (exception) => exception.rule);
  const reaches = new Map(Array.from(byRule, ([rule, places]) => [rule, reachOf(places)]));
  return hits.filter((hit) => reachBefore(reaches.get(hit.index) ?? [], hit.end) <= hit.start);
}

/** For each start of a place in order: how far the places up to there reach. */
function reachOf(places: readonly Place[]): readonly Reach[] {
  let to = 0;
  return places
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      to = Math.max(to, end);
      return { start, to };
    });
}

interface Reach {
  readonly start: number;
  readonly to: number;
}

/** How far the places that start before `end` reach; found by halving, as there may be thousands. */
function reachBefore(reaches: readonly Reach[], end: number): number {
  let low = 0;
  let high = reaches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((reaches[middle] as Reach).start < end) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (reaches[low - 1] as Reach).to;
}

/** By place, the longer first; one place counts once for a rule, even if several of its words or files found it. */
function inOrder(hits: readonly (Hit & { readonly index: number })[]): Hit[] {
  const order =
    hits.length === 1
      ? hits
      : hits.toSorted((a, b) => a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  const once: Hit[] = [];
  for (const { rule, kind, severity, start, end } of order) {
    const last = once.at(-1);
    if (last?.rule === rule && last.start === start && last.end === end) continue;
    once.push({ rule, kind, severity, start, end });
  }
  return once;
}
