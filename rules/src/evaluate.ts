/** Where do the rules fire in this message? */
import type { PlacedRule, RuleSet } from './compile.ts';
import { readingsOf } from './entity/reading.ts';
import { lookAgain } from './evasion/look-again.ts';
import { foldedView } from './folded-view.ts';
import { guessLanguages } from './language/guess.ts';
import { scanLexicon } from './lexicon.ts';
import { covering, type Finds, findsIn, mayStandBy, nearest, type Place, placesOf, standsBy } from './near.ts';
import { runPattern } from './pattern.ts';
import type { Hit, RuleRef, Screenable } from './rule.ts';
import { isSilent, lookForSigns, mayHold, type Signs } from './signs.ts';
import { BESIDE, TO_ASK, type Use } from './term-table.ts';
import { readWords } from './words.ts';

/** A rule's hits in one message; nobody reads more, and each is stored. */
const MOST_OF_RULE = 100;
/** The hits in one message; every rule that fired keeps at least its first, so that none can be buried. */
const MOST_HITS = 1000;

/**
 * Hits of single-message rules, overlapping ones too, ordered by place; of thousands the earliest of each rule. Offsets
 * are UTF-16 units of `message.text`. Where no language is stated, rules of languages that it can't be in keep silent.
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
  const found: Found = { hits: [], exceptions: new Map() };
  askModels(ruleSet, message, found);
  // Before the others, as it also finds what is excepted from them.
  addTerms(ruleSet, message, finds, found);
  if (signs !== undefined) {
    findPatterns(ruleSet, message, signs, found);
    findEntities(ruleSet, message, signs, found);
  }
  return found.hits.length === 0 ? [] : withinLimits(inOrder(inItsLanguages(ruleSet, message, found.hits)));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly hits: (Hit & { readonly index: number })[];
  /** For each rule that has any, the places of its exceptions; rules share those of one phrase. */
  readonly exceptions: Map<number, (readonly Reach[])[]>;
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
      if (rule === BESIDE || !looksAt(ruleSet.rules[rule] as PlacedRule, message)) continue;
      addHit(ruleSet, rule, triples[at + 1] as number, triples[at + 2] as number, found);
    }
    return;
  }
  const finds = findsIn(terms, message.text, ruleSet.words, triples);
  const asked: { readonly phrase: number; readonly rules: readonly number[] }[] = [];
  for (const piece of finds.spans.keys()) {
    for (const phrase of terms.endingIn[piece] as readonly number[]) {
      const rules: number[] = [];
      let reaches: readonly Reach[] | undefined;
      for (const { rule, kind } of terms.uses[phrase] as readonly Use[]) {
        if (!looksAt(ruleSet.rules[rule] as PlacedRule, message)) continue;
        if (kind === 'term') {
          rules.push(rule);
          continue;
        }
        reaches ??= reachesOf(placesOf(finds, phrase));
        const known = found.exceptions.get(rule);
        if (known === undefined) found.exceptions.set(rule, [reaches]);
        else known.push(reaches);
      }
      if (rules.length > 0) asked.push({ phrase, rules });
    }
  }
  for (const { phrase, rules } of asked) {
    let places: readonly Place[] | undefined;
    for (const rule of rules) {
      const near = terms.near.get(rule);
      if (near !== undefined && !mayStandBy(finds, near)) continue;
      places ??= placesOf(finds, phrase).toSorted(byPlace);
      addHits(ruleSet, rule, standing(finds, rule, places), found);
    }
  }
}

/** Whether nothing is to be asked about any find: in most messages all that was found are words that matter beside others. */
function isDirect(direct: Int32Array, triples: readonly number[]): boolean {
  for (let at = 0; at < triples.length; at += 3) if (direct[triples[at] as number] === TO_ASK) return false;
  return true;
}

/** A place of a term counts if what must stand near it does, and nothing that must not. Both in order. */
function standing(finds: Finds, rule: number, places: readonly Place[]): readonly Span[] {
  const near = finds.table.near.get(rule);
  const unless = finds.table.unless.get(rule);
  if (near === undefined && unless === undefined) return places;
  return places
    .flatMap((place) => {
      const other = near === undefined ? place : nearest(finds, near, place);
      if (other === undefined || (unless !== undefined && standsBy(finds, unless, place))) return [];
      return [covering(place, other)];
    })
    .toSorted(byPlace);
}

function findPatterns(ruleSet: RuleSet, message: Screenable, signs: Signs, found: Found): void {
  if (signs.patterns.size === 0) return;
  const view = foldedView(ruleSet.fold, message.text);
  for (const index of signs.patterns) {
    const { rule, pattern } = ruleSet.patterns[index] as RuleSet['patterns'][number];
    if (!looksAt(ruleSet.rules[rule] as PlacedRule, message)) continue;
    const spans = runPattern(pattern, view).map(([start, end]) => ({ start, end }));
    addHits(ruleSet, rule, spans.toSorted(byPlace), found);
  }
}

function findEntities(ruleSet: RuleSet, message: Screenable, signs: Signs, found: Found): void {
  const readings = readingsOf(message.text);
  for (const { name, find, rules } of ruleSet.entities) {
    if (!mayHold(signs, name)) continue;
    const spans = find(readings).toSorted(byPlace);
    for (const rule of rules) {
      if (looksAt(ruleSet.rules[rule] as PlacedRule, message)) addHits(ruleSet, rule, spans, found);
    }
  }
}

function askModels(ruleSet: RuleSet, message: Screenable, found: Found): void {
  for (const { model, rules } of ruleSet.models) {
    if (!rules.some((rule) => looksAt(ruleSet.rules[rule] as PlacedRule, message))) continue;
    const { probability, start, end } = model.judge(message.text);
    for (const rule of rules) {
      const placed = ruleSet.rules[rule] as PlacedRule;
      if (placed.rule.kind === 'learned' && probability >= placed.rule.threshold && looksAt(placed, message))
        addHit(ruleSet, rule, start, end, found);
    }
  }
}

/** The earliest of the places, given in order, that are not excepted: many rules that find much don't fill the memory. */
function addHits(ruleSet: RuleSet, rule: number, spans: readonly Span[], found: Found): void {
  const exceptions = found.exceptions.get(rule);
  let left = MOST_OF_RULE;
  let last: Span | undefined;
  for (const span of spans) {
    const { start, end } = span;
    if (last?.start === start && last.end === end) continue;
    if (exceptions?.some((reaches) => reachBefore(reaches, end) > start)) continue;
    addHit(ruleSet, rule, start, end, found);
    last = span;
    left--;
    if (left === 0) return;
  }
}

function addHit(ruleSet: RuleSet, index: number, start: number, end: number, found: Found): void {
  const { ref, rule } = ruleSet.rules[index] as PlacedRule;
  found.hits.push({ rule: ref, kind: rule.kind, severity: rule.severity, start, end, index });
}

/** For each start of a place in order: how far the places up to there reach. A hit that overlaps one is dropped. */
function reachesOf(places: readonly Span[]): readonly Reach[] {
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

/** Where the message does not say its language: words that mean harm in one language are everyday words in another. */
function inItsLanguages(ruleSet: RuleSet, message: Screenable, hits: Found['hits']): Found['hits'] {
  const languageOf = (hit: Found['hits'][number]) => (ruleSet.rules[hit.index] as PlacedRule).language;
  if (message.language !== undefined || hits.every((hit) => languageOf(hit) === 'any')) return hits;
  const spoken = guessLanguages(message.text);
  return hits.filter((hit) => {
    const language = languageOf(hit);
    return language === 'any' || spoken.has(language);
  });
}

/** By place, the longer first. */
function byPlace(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** One place counts once for a rule, even if several of its words or files found it. */
function inOrder(hits: Found['hits']): Hit[] {
  const order =
    hits.length < 2 ? hits : hits.toSorted((a, b) => byPlace(a, b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  const once: Hit[] = [];
  for (const { rule, kind, severity, start, end } of order) {
    const last = once.at(-1);
    if (last?.rule === rule && last.start === start && last.end === end) continue;
    once.push({ rule, kind, severity, start, end });
  }
  return once;
}

/** The earliest of each rule; where that is still too much, equally many of each. */
function withinLimits(hits: Hit[]): Hit[] {
  const kept = hits.length <= MOST_OF_RULE ? hits : earliest(hits, MOST_OF_RULE);
  if (kept.length <= MOST_HITS) return kept;
  const rules = new Set(kept.map(({ rule }) => rule)).size;
  return earliest(kept, Math.max(1, Math.floor(MOST_HITS / rules)));
}

function earliest(hits: readonly Hit[], ofRule: number): Hit[] {
  const counts = new Map<RuleRef, number>();
  return hits.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return count <= ofRule;
  });
}
