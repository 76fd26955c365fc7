/** Every path, npm script and command that a document names must exist: a document that lies is worse than none. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const documents = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((name) => name !== '');

/** Folders and files that exist only once the program has run. */
const madeAtRunTime = /^(\.\/)?(data|keys|dashboard\/dist)(\/|$)/;
const ourFolders = /^(\.\/)?(connector|monitor|dashboard|storage|rules|test|docs|\.ci)\/[\w./@*{},<>-]*$/;
const packageScripts = new Set(
  Object.keys(
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
  ),
);

/** Everything between backticks, in fences too. */
function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

function wrongPaths(document: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) =>
    join(dirname(document), match[1] ?? ''),
  );
  const named = quoted(text).filter((word) => ourFolders.test(word) && !/[*{<]/.test(word));
  return [...links, ...named].filter((path) => !madeAtRunTime.test(path) && !existsSync(join(root, path)));
}

function wrongScripts(text: string): readonly string[] {
  const run = [...text.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '');
  const plain = [...text.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] ?? '');
  return [...run, ...plain].filter((script) => !packageScripts.has(script));
}

function commandsOf(text: string): readonly string[] {
  return [...text.matchAll(/npx atalaia ([a-z]+)/g)].map((match) => match[1] ?? '');
}

function benchPartsOf(text: string): readonly string[] {
  return [...text.matchAll(/npm run bench ([a-z]+)/g)].map((match) => match[1] ?? '');
}

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8');

  it('names only paths that exist', () => {
    expect(wrongPaths(document, text)).toEqual([]);
  });

  it('names only scripts that exist', () => {
    expect(wrongScripts(text)).toEqual([]);
  });
});

describe('the documents', () => {
  it('are found', () => {
    expect(documents).toContain('README.md');
    for (const name of ['whatsapp', 'consent', 'field-protocol']) expect(documents).toContain(`docs/${name}.md`);
  });

  it('name only parts that the bench knows', () => {
    const bench = readFileSync(join(root, 'test/bench/main.ts'), 'utf8');
    for (const part of documents.flatMap((document) => benchPartsOf(readFileSync(join(root, document), 'utf8')))) {
      expect(bench, part).toMatch(new RegExp(`^ {2}${part}[,:]`, 'm'));
    }
  });

  it('name only verbs that the command line knows', () => {
    const help = spawnSync(join(root, 'node_modules/.bin/node'), [join(root, 'monitor/bin/atalaia.js'), '--help'], {
      encoding: 'utf8',
    });
    expect(help.status).toBe(0);
    const verbs = new Set(documents.flatMap((document) => commandsOf(readFileSync(join(root, document), 'utf8'))));
    for (const verb of verbs) expect(help.stdout, verb).toMatch(new RegExp(`^ +${verb}\\b`, 'm'));
  });

  it('are refused when they name what is not there', () => {
    expect(wrongPaths('planted.md', 'see `monitor/src/nowhere.ts` and [that](docs/nothing.md)')).toHaveLength(2);
    expect(wrongScripts('npm run nothing')).toEqual(['nothing']);
    expect(benchPartsOf('run `npm run bench nothing`')).toEqual(['nothing']);
  });
});
