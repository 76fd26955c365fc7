/** Reads one rule pack from YAML, or says file, line and column of everything that is wrong with it. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { foldFor } from './fold.ts';
import { explain } from './pack-problem.ts';
import { packSchema } from './pack-schema.ts';
import { compilePattern } from './pattern.ts';
import type { Pack } from './rule.ts';
import { readTerm } from './term-syntax.ts';
import { makeWords } from './words.ts';

/** Something wrong in a pack: where (line and column from 1) and what was expected. */
export interface PackProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type PackRead =
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'problems'; readonly problems: readonly PackProblem[] };

const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 50;
const MAX_PROBLEMS = 50;
/** All terms of a file with all their inflections: more would take the memory that is there for messages. */
const MAX_FORMS_OF_FILE = 500_000;
/** Compiling a large one takes milliseconds, and nobody is answered meanwhile. */
const MAX_PATTERNS_OF_FILE = 300;

/** Reads a pack of at most 1 MB. Never throws; the first 50 problems are told. */
export function parsePack(source: { readonly path: string; readonly text: string }): PackRead {
  const lines = new LineCounter();
  const problems: PackProblem[] = [];
  const tell = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ path: source.path, line: Math.max(1, line), column: Math.max(1, col), message });
  };
  const pack = read(source.text, lines, tell);
  if (problems.length === 0 && pack !== undefined) return { kind: 'pack', pack };
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { kind: 'problems', problems: inOrder.slice(0, MAX_PROBLEMS) };
}

type Tell = (offset: number, message: string) => void;

function read(text: string, lines: LineCounter, tell: Tell): Pack | undefined {
  if (text.length > MAX_CHARACTERS || Buffer.byteLength(text) > MAX_CHARACTERS) {
    tell(0, 'expected a file of at most 1 MB; split the pack');
    return undefined;
  }
  const flaw = unreadableAt(text);
  if (flaw >= 0) {
    countLines(lines, text, flaw);
    tell(flaw, 'expected UTF-8 text; here is a broken or a control character');
    return undefined;
  }
  const deep = tooDeepAt(text);
  if (deep >= 0) {
    countLines(lines, text, deep);
    tell(deep, `expected at most ${MAX_DEPTH} levels of nesting`);
    return undefined;
  }
  // Keys are compared below: the library's own check takes quadratic time on hostile files.
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    schema: 'core',
    logLevel: 'silent',
  });
  // The library's own sentences quote the line; its codes say the same without: "bad indent", "missing char".
  for (const { pos, code } of document.errors.slice(0, MAX_PROBLEMS))
    tell(pos[0], `expected YAML: ${code.toLowerCase().replaceAll('_', ' ')}`);
  if (document.errors.length > 0 || !onlyPlainYaml(document, tell)) return undefined;
  const parsed = packSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, MAX_PROBLEMS)) {
      const isMissing = issue.path.length > 0 && !document.hasIn(issue.path);
      for (const { path, message, atKey } of explain(issue, isMissing).slice(0, MAX_PROBLEMS))
        tell(offsetOf(document, path, atKey), message);
    }
    return undefined;
  }
  const pack: Pack = parsed.data;
  checkRules(pack, (path, message) => tell(offsetOf(document, path, false), message));
  return pack;
}

/** What the schema cannot say: ids are unique, terms hold letters, patterns can be run. */
function checkRules(pack: Pack, tell: (path: readonly (string | number)[], message: string) => void): void {
  const fold = foldFor(true);
  const room = makeWords();
  const ids = new Set<string>();
  let forms = 0;
  let patterns = 0;
  const checkTerms = (path: readonly (string | number)[], terms: readonly string[], inflectAll = false) => {
    for (const [index, term] of terms.entries()) {
      if (forms > MAX_FORMS_OF_FILE) return;
      const read = readTerm(term, { fold, room, language: pack.language, inflectAll });
      if (read.kind === 'problem') tell([...path, index], read.message);
      else for (const piece of read.pieces) forms += piece.length;
      if (forms > MAX_FORMS_OF_FILE) {
        tell(
          [...path, index],
          `expected at most ${MAX_FORMS_OF_FILE} forms of words in one file; use "~" less, or split it`,
        );
      }
    }
  };
  for (const [index, rule] of pack.rules.entries()) {
    if (ids.has(rule.id))
      tell(['rules', index, 'id'], 'expected an id of its own; another rule of this file has the same');
    ids.add(rule.id);
    checkTerms(['rules', index, 'except'], rule.except ?? []);
    if (rule.kind === 'lexicon') {
      checkTerms(['rules', index, 'terms'], rule.terms, rule.inflect);
      checkTerms(['rules', index, 'near', 'terms'], rule.near?.terms ?? []);
      checkTerms(['rules', index, 'unless', 'terms'], rule.unless?.terms ?? []);
    }
    if (rule.kind !== 'pattern') continue;
    for (const [at, pattern] of rule.patterns.entries()) {
      patterns++;
      if (patterns > MAX_PATTERNS_OF_FILE) {
        tell(
          ['rules', index, 'patterns', at],
          `expected at most ${MAX_PATTERNS_OF_FILE} patterns in one file; split it`,
        );
        return;
      }
      const compiled = compilePattern(pattern, fold);
      if (compiled.kind === 'pattern') continue;
      tell(
        ['rules', index, 'patterns', at],
        `expected a usable pattern: at its character ${compiled.at + 1}, ${compiled.message}`,
      );
    }
  }
}

/** Anchors, aliases, tags, merge keys and doubled keys make a pack say other things than a reader sees. */
function onlyPlainYaml(document: Document.Parsed, tell: Tell): boolean {
  let plain = true;
  const refuse = (node: Node | null | undefined, message: string) => {
    tell(node?.range?.[0] ?? 0, message);
    plain = false;
  };
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) refuse(node, 'expected the value itself; aliases (*name) are not read');
      else if (node.anchor !== undefined) refuse(node, 'expected a plain value; anchors (&name) are not read');
      else if (node.tag !== undefined) refuse(node, 'expected a plain value; tags (!name) are not read');
    },
    Map: (_, map) => {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) refuse(isNode(key) ? key : map, 'expected a word as the key');
        else if (key.value === '<<') refuse(key, 'expected the values themselves; merge keys (<<) are not read');
        else if (keys.has(key.value)) refuse(key, 'expected each key once; this one stands here already');
        else keys.add(key.value);
      }
    },
  });
  return plain;
}

/** The place of a value, or of the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], atKey: boolean): number {
  const last = path.at(-1);
  const around = document.getIn(path.slice(0, -1), true);
  if (atKey && isMap(around)) {
    const pair = around.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** The first lone surrogate, replacement character or control character; -1 if there is none. */
function unreadableAt(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd || (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d)) return at;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit > 0xdbff || !(text.charCodeAt(at + 1) >= 0xdc00 && text.charCodeAt(at + 1) <= 0xdfff)) return at;
    at++;
  }
  return -1;
}

/** A cheap bound before parsing, because the parser's stack grows with the depth: open brackets and indentation. */
function tooDeepAt(text: string): number {
  let open = 0;
  let dashes = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '[' || sign === '{') open++;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    else if ((sign === '-' || sign === '?' || sign === ':') && ' \t\n'.includes(text[at + 1] ?? '\n')) dashes++;
    else if (sign === '\n') dashes = 0;
    if (open > MAX_DEPTH || dashes > MAX_DEPTH) return at;
  }
  return -1;
}

/** Tells the counter where lines begin, for texts that the YAML parser never sees. */
function countLines(lines: LineCounter, text: string, until: number): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}
