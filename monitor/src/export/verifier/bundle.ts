/** The verifier that lies in each export: one script for a terminal, one page for a browser, each whole in itself. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeHtml } from '../html.ts';

/** What the verifier says; in the language of the export. */
export interface VerifierWords {
  readonly usage: string;
  readonly unreadable: string;
  readonly altered: string;
  readonly endOfZip: string;
  readonly otherKey: string;
  readonly proved: string;
  readonly consistent: string;
  readonly fingerprint: string;
  readonly checking: string;
  readonly tooOld: string;
  readonly title: string;
  readonly choose: string;
  readonly explain: string;
}

/** `verify.mjs`: needs Node 18 or later and nothing else. */
export async function terminalVerifier(words: VerifierWords): Promise<string> {
  const node = await Promise.all(
    ['node-tools.mjs', 'at-terminal.mjs'].map(async (name) => {
      const { imports, rest } = partsOf(await source(name));
      return `${imports}\n${rest}`;
    }),
  );
  return [wordsLine(words), await core(), ...node].join('\n');
}

/** `verify.html`: needs a browser that knows Ed25519, which all do since 2025. */
export async function browserVerifier(words: VerifierWords, language: string): Promise<string> {
  const script = [wordsLine(words), await core(), partsOf(await source('in-browser.mjs')).rest].join('\n');
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.explain)}</p>
<p><label for="zip">${escapeHtml(words.choose)}</label> <input id="zip" type="file" accept=".zip"></p>
<p><progress id="progress" value="0" max="1" aria-label="${escapeHtml(words.checking)}"></progress></p>
<p id="verdict" role="status"></p>
</main>
<script type="module">${script}</script>
</body>
</html>
`;
}

const style =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem}' +
  '#verdict{font-weight:600;overflow-wrap:anywhere}progress{width:100%}';

async function core(): Promise<string> {
  const parts = await Promise.all(['zip-bytes.mjs', 'check.mjs'].map(source));
  return parts.map((text) => partsOf(text).rest).join('\n');
}

/** `<` is escaped so that no word can end a script. */
function wordsLine(words: VerifierWords): string {
  return `const words = ${JSON.stringify(words).replaceAll('<', '\\u003c')};\n`;
}

function source(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, name), 'utf8');
}

/** Imports of Node's own modules stay; those of each other go, and with them the exports. */
function partsOf(text: string): { readonly imports: string; readonly rest: string } {
  const lines = text.split('\n');
  const isImport = (line: string) => line.startsWith('import ');
  return {
    imports: lines.filter((line) => isImport(line) && line.includes("'node:")).join('\n'),
    rest: lines
      .filter((line) => !isImport(line))
      .map((line) => line.replace(/^export /, ''))
      .join('\n'),
  };
}
