/** Holds the table of who may import whom, and fails on any other import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Package → what of ours it may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  storage: ['@atalaia/rules'],
  connector: ['@atalaia/storage'],
  monitor: ['@atalaia/rules', '@atalaia/storage', '@atalaia/connector'],
  dashboard: ['@atalaia/monitor/api'],
};

/** What the browser may be given: the contract must not drag the server in. */
const contractImports = ['zod', '@orpc/contract'];

/** Libraries that one place alone may import. */
const confined: Readonly<Record<string, string | readonly string[]>> = {
  'node:sqlite': 'storage/src/embedded/',
  yauzl: 'connector/src/chat-export/',
  '@whiskeysockets/baileys': 'connector/src/whatsapp/',
  libsignal: 'connector/src/whatsapp/',
  // Two doors: the dashboard's, and the one that outsiders reach.
  express: ['monitor/src/http/', 'monitor/src/portal/'],
  'socket.io': 'monitor/src/live/',
  re2js: 'rules/src/',
};

/** The rules judge texts and nothing else: they reach no file, no network and no other program. */
const outOfReach = ['fs', 'fs/promises', 'net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'child_process'];

interface Import {
  readonly file: string;
  readonly target: string;
}

/** Every static or dynamic import of a TypeScript source. */
function importsOf(file: string, source: string): readonly Import[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)(['"])([^'"]+)\1/gm;
  return [...source.matchAll(pattern)].map((match) => ({ file, target: match[2] ?? '' }));
}

/** The sentence that is wrong with an import, or undefined. */
function violation({ file, target }: Import): string | undefined {
  const [home = '', ...rest] = file.split('/');
  if (target.startsWith('.')) {
    const path = relative(root, resolve(root, file, '..', target))
      .split(sep)
      .join('/');
    if (!path.startsWith(`${home}/`)) return `${file} reaches into ${path}: import the package instead`;
    if (home === 'monitor' && rest[1] === 'api' && !path.startsWith('monitor/src/api/'))
      return `${file} drags ${path} into the browser`;
    return undefined;
  }
  const permitted = allowed[home];
  if (permitted === undefined) return undefined;
  if (target.startsWith('@atalaia/') && !permitted.includes(target))
    return `${home} may not import ${target} (${file})`;
  if (file.startsWith('monitor/src/api/') && !contractImports.includes(target))
    return `${file} imports ${target}: the contract may import ${contractImports.join(', ')} only`;
  if (file.startsWith('rules/src/') && outOfReach.includes(target.replace('node:', '')))
    return `${file} imports ${target}: rules reach nothing but the text`;
  const places = [confined[target] ?? ''].flat();
  if (!places.some((place) => file.startsWith(place))) {
    return `${target} is imported in ${file}; only ${places.join(' and ')} may`;
  }
  return undefined;
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`);
}

describe('package boundaries', () => {
  const folders = [...Object.keys(allowed).map((home) => `${home}/src`), 'rules/train'];
  const files = folders.flatMap(sources);
  const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));

  it('are kept by every import', () => {
    expect(imports.map(violation).filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it('are looked at in every package: a check that sees no imports is no check', () => {
    for (const folder of folders) {
      expect(imports.filter(({ file }) => file.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(5);
    }
  });

  it('of the rules keep nothing between messages but tables of letters', () => {
    const changing = sources('rules/src').filter((file) =>
      /^(?:export )?let /m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(changing).toEqual(['rules/src/fold.ts']);
  });

  it.each([
    ["import { openStorage } from '@atalaia/storage';", 'rules/src/planted.ts'],
    ["import { evaluate } from '@atalaia/rules';", 'connector/src/planted.ts'],
    ["const monitor = await import('@atalaia/monitor');", 'dashboard/src/planted.ts'],
    ["import { capture } from '../../monitor/src/capture.ts';", 'connector/src/planted.ts'],
    ["import { DatabaseSync } from 'node:sqlite';", 'monitor/src/planted.ts'],
    ["import { readFileSync } from 'node:fs';", 'rules/src/planted.ts'],
    ["import { spawn } from 'node:child_process';", 'rules/src/planted.ts'],
    ["import { evaluate } from '../../monitor/src/rule/gather.ts';", 'rules/train/planted.ts'],
    ["import '../problem.ts';", 'monitor/src/api/planted.ts'],
    ["export { createHash } from 'node:crypto';", 'monitor/src/api/planted.ts'],
  ])('refuse a planted violation: %s', (source, file) => {
    expect(importsOf(file, source).map(violation)).toEqual([expect.any(String)]);
  });
});
