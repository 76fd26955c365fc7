/** Whatever people write and call their files: no cell starts a formula, no path leaves its folder, no word becomes HTML. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLines } from '../../monitor/src/export/csv.ts';
import { exportedPath } from '../../monitor/src/export/file-name.ts';
import { escapeHtml } from '../../monitor/src/export/html.ts';
import type { ExportedMessage } from '../../monitor/src/export/schema.ts';
import { printedSeed } from '../fixtures/seed.ts';

const runs = { seed: printedSeed(), numRuns: 500 };
/** Any text, with what is dangerous more often than chance would have it. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        ',',
        ';',
        '\uFE66',
        '\u2800',
        ' ',
        '\u200B',
        '\uFF1D',
        '../',
        '\\',
        '<',
        '&',
        '\uD800',
      ),
      fc.constantFrom('CON', '.', '..', '/', '=cmd|', 'x.html', 'y.png.exe', '</script>', '\u202Egnp.exe'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('no cell of the CSV starts a formula, whatever stands before it', () => {
  fc.assert(
    fc.property(text, (words) => {
      const line = csvLines([messageWith(words)]);
      // The sixth cell: quoted where it must be, with doubled quotes.
      const cell = /^m,1,t,w,text,("(?:[^"]|"")*"|[^",\r\n]*),/.exec(line)?.[1] ?? '=none';
      const clear = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      // Nothing is lost: apostrophes are all that was put in.
      expect(clear.replaceAll("'", '')).toBe(words.toWellFormed().replaceAll("'", ''));
      for (const start of clear.split(/[;\t]"?/)) {
        expect(start).not.toMatch(/^[\s\p{Cf}\p{Cc}\u2800]*[=+\-@\uFF1D\uFE66]/u);
      }
    }),
    runs,
  );
});

test('a file keeps to its folder under a name that every system takes, and never one that runs', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('image/png', 'application/pdf', 'application/octet-stream'), (name, type) => {
      const path = exportedPath(3, 'AbC-d_0123456789', name, type);
      expect(path).toMatch(/^files\/3\/mAbC-d_0123456789(_[A-Za-z0-9._-]{1,60})?\.[a-z0-9]{2,5}$/);
      expect(path).not.toMatch(/\.(html?|exe|js|svg|bat|cmd|sh|lnk)$/);
      expect(path.includes('..')).toBe(false);
    }),
    runs,
  );
});

test('no word becomes HTML', () => {
  fc.assert(
    fc.property(text, (words) => {
      expect(escapeHtml(words)).not.toMatch(/[<>"']/);
    }),
    runs,
  );
});

function messageWith(words: string): ExportedMessage {
  return {
    ...{ id: 'm', chat: 1, at: 't', by: { role: 'you', label: 'w' }, kind: 'text', text: words, versions: [] },
    ...{ deletedAt: null, deletedBy: null, forwarded: false, viewOnce: false, answers: null, reactions: [] },
    ...{ options: [], file: null, source: 'live', corrections: [] },
  };
}
