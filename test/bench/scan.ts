/** How fast messages are screened, against grep and the fastest automaton on npm. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRules, type Pack, parsePack, type RuleSet } from '@atalaia/rules';
import { AhoCorasick } from '@monyone/aho-corasick/fast';
import { chatText, randomFrom } from './chat-text.ts';
import { type BenchRow, inverse, median, pairs, timed } from './measure.ts';

const LINES = 15_000;
/** One pass takes a few milliseconds, a process start disturbs the next ones: so each time covers several. */
const PASSES = 3;

/** Rows: grep at 1,000 and 10,000 terms, the automaton, memory, compile time, and everything against the lexicon alone. */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  try {
    const small = makeCase(1000, folder);
    const large = makeCase(10_000, folder);
    const againstGrep = [await grepRow(small), await grepRow(large)];
    return [
      ...againstGrep,
      await automatonRow(large),
      memoryRow(large),
      await compileRow(large),
      await everythingRow(large),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Case {
  readonly count: number;
  readonly folder: string;
  readonly lines: readonly string[];
  readonly folded: readonly string[];
  readonly terms: readonly string[];
  readonly rules: RuleSet;
}

/** Text by seed, or the lines of the file that ATALAIA_BENCH_TEXT names, with terms taken from it. */
function makeCase(count: number, folder: string): Case {
  const generated = chatText(randomFrom(count), { lines: LINES, terms: count });
  const file = process.env['ATALAIA_BENCH_TEXT'];
  const lines = (file === undefined ? generated.lines : readFileSync(file, 'utf8').split('\n')).map(flat);
  const terms = (file === undefined ? generated.terms : termsFrom(lines, count)).map(foldPlainly);
  const folded = lines.map((line) => flat(foldPlainly(line)));
  writeFileSync(join(folder, `lines-${count}`), `${folded.join('\n')}\n`.repeat(PASSES));
  writeFileSync(join(folder, `terms-${count}`), `${terms.join('\n')}\n`);
  return { count, folder, lines, folded, terms, rules: compileRules([wordList(terms)], { evasion: false }) };
}

/** Messages arrive as strings of their own, not as slices of one large string. */
function flat(line: string): string {
  return Buffer.from(line).toString();
}

function foldPlainly(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Six of seven terms are words, one in seven two words in a row; the 200 most frequent words stay out. */
function termsFrom(lines: readonly string[], count: number): string[] {
  const random = randomFrom(count);
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const word of foldPlainly(line).match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
  const terms = new Set<string>();
  while (terms.size < Math.min(count, words.length - 200)) {
    const line = foldPlainly(lines[Math.floor(random() * lines.length)] ?? '').match(/[\p{L}\p{N}]+ [\p{L}\p{N}]+/u);
    terms.add(
      (random() < 1 / 7 ? line?.[0] : undefined) ?? words[200 + Math.floor(random() * (words.length - 200))] ?? 'x',
    );
  }
  return [...terms];
}

function wordList(terms: readonly string[]): Pack {
  const title = { 'pt-BR': 'Lista', en: 'List', es: 'Lista' };
  const examples = { match: ['x'], pass: ['y'] };
  const rule = {
    id: 'list',
    kind: 'lexicon',
    severity: 'low',
    effect: 'tag',
    title,
    why: title,
    terms,
    examples,
  } as const;
  return { id: 'bench', version: '1', language: 'any', title, active: true, rules: [rule] };
}

function screen(rules: RuleSet, lines: readonly string[]): number {
  let matching = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    matching = 0;
    for (const text of lines) if (rules.evaluate({ text }).length > 0) matching++;
  }
  return matching;
}

async function grepRow({ count, folder, lines, rules }: Case): Promise<BenchRow> {
  const grep = (file: string) =>
    spawnSync('grep', ['-w', '-F', '-c', '-f', `terms-${count}`, file], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
  const ours = screen(rules, lines);
  const theirs = Number(grep(`lines-${count}`).stdout.toString()) / PASSES;
  if (ours !== theirs) throw new Error(`Both must find the same lines: rules ${ours}, grep ${theirs}`);
  const result = await pairs(
    `grep ${count}`,
    () => timed(() => screen(rules, lines)),
    async () => (await timed(() => grep(`lines-${count}`))) - (await timed(() => grep('/dev/null'))),
  );
  return {
    work: `screen, ${count.toLocaleString('en')} terms, against grep -w -F`,
    ratio: inverse(result.ratio),
    goal: { least: 3 },
    unit: '× faster',
    note: `${perMessage(result.measured, lines)}; ${Math.round((100 * ours) / lines.length)} % of lines match`,
  };
}

async function automatonRow({ count, lines, folded, terms, rules }: Case): Promise<BenchRow> {
  const automaton = new AhoCorasick([...terms]);
  const result = await pairs(
    `automaton ${count}`,
    () => timed(() => screen(rules, lines)),
    () =>
      timed(() => {
        for (let pass = 0; pass < PASSES; pass++) for (const line of folded) automaton.matchInText(line);
      }),
  );
  const work = `screen, ${count.toLocaleString('en')} terms, against @monyone/aho-corasick/fast`;
  return {
    work,
    ratio: inverse(result.ratio),
    goal: { least: 5 },
    unit: '× faster',
    note: 'the automaton gets folded text and does not check words',
  };
}

function memoryRow({ count, rules }: Case): BenchRow {
  const { lexicon } = rules;
  const tables = [
    lexicon.places,
    lexicon.sieve,
    lexicon.entries,
    lexicon.letters,
    lexicon.fold.table,
    rules.words.units,
    rules.words.hashes,
    rules.words.ends,
  ];
  const megabytes = tables.reduce((sum, table) => sum + table.byteLength, 0) / 1e6;
  const ratio = { median: megabytes, low: megabytes, high: megabytes };
  return { work: `memory of ${count.toLocaleString('en')} compiled terms`, ratio, goal: { most: 10 }, unit: 'MB' };
}

async function compileRow({ count, terms }: Case): Promise<BenchRow> {
  const packs = [wordList(terms)];
  const times: number[] = [];
  for (let run = 0; run < 15; run++) times.push(await timed(() => compileRules(packs, { evasion: false })));
  const ratio = { median: median(times), low: Math.min(...times), high: Math.max(...times) };
  return { work: `compile ${count.toLocaleString('en')} terms`, ratio, goal: { most: 100 }, unit: 'ms' };
}

async function everythingRow({ lines, rules }: Case): Promise<BenchRow> {
  const packs = globSync('rules/packs/*/*.yaml').map((path) => {
    const read = parsePack({ path, text: readFileSync(path, 'utf8') });
    if (read.kind === 'problems') throw new Error(`${path}:${read.problems[0]?.line}: ${read.problems[0]?.message}`);
    return read.pack;
  });
  const all = compileRules(packs);
  const result = await pairs(
    'everything',
    () => timed(() => screen(all, lines)),
    () => timed(() => screen(rules, lines)),
  );
  const work = `screen, all ${packs.length} pack files, entities, evasion, against the lexicon scan`;
  return { work, ratio: result.ratio, goal: { most: 6 }, unit: '× the time', note: perMessage(result.measured, lines) };
}

function perMessage(milliseconds: number, lines: readonly string[]): string {
  return `${((milliseconds * 1000) / PASSES / lines.length).toFixed(2)} µs a message`;
}
