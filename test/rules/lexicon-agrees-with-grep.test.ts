/** With evasion off the lexicon finds the same lines as `grep -w -F` on text folded beforehand. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldFor } from '../../rules/src/fold.ts';
import { compileLexicon, scanLexicon } from '../../rules/src/lexicon.ts';
import { makeWords, readWords } from '../../rules/src/words.ts';
import { chatText, randomFrom } from '../bench/chat-text.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();
const folder = mkdtempSync(join(tmpdir(), 'atalaia-grep-'));
afterAll(() => rmSync(folder, { recursive: true }));

const foldPlainly = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

test.each([100, 1000])('with %d terms', (count) => {
  const { lines, terms } = chatText(randomFrom(seed + count), { lines: 4000, terms: count });
  writeFileSync(join(folder, 'lines'), `${lines.map(foldPlainly).join('\n')}\n`);
  writeFileSync(join(folder, 'terms'), `${terms.map(foldPlainly).join('\n')}\n`);
  const numbered = execFileSync('grep', ['-w', '-F', '-n', '-f', 'terms', 'lines'], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 28,
  });
  const byGrep = numbered
    .toString()
    .trim()
    .split('\n')
    .map((line) => Number.parseInt(line, 10));
  const lexicon = compileLexicon(
    terms.map((term, target) => ({ term, target })),
    foldFor(false),
  );
  const words = makeWords();
  const byUs = lines.flatMap((line, index) => {
    readWords(words, lexicon.fold, line);
    return scanLexicon(lexicon, line, words).length > 0 ? [index + 1] : [];
  });
  expect(byUs).toEqual(byGrep);
  expect(byUs.length).toBeGreaterThan(10);
});
