/** The messages as a table for spreadsheets: no cell starts a formula, and Excel reads the letters rightly. */
import type { ExportedMessage } from './schema.ts';
import type { ExportTexts } from './texts/texts.ts';

/** Begins every file: Excel takes a CSV without it for its local eight-bit letters. */
const byteOrderMark = '\uFEFF';

/** The line of headings. */
export function csvHead(texts: ExportTexts): string {
  return byteOrderMark + lineOf(texts.csv);
}

/** One line for each message, without the head. */
export function csvLines(messages: readonly ExportedMessage[]): string {
  let lines = '';
  for (const { id, chat, at, by, kind, text, versions, deletedAt, answers, file, source, corrections } of messages) {
    lines += lineOf([
      id,
      String(chat),
      at,
      by.label,
      kind,
      text ?? '',
      versions.map((version) => version.text ?? '').join('\n'),
      deletedAt ?? '',
      answers?.id ?? '',
      file?.path ?? '',
      source,
      corrections.flatMap((correction) => (correction.state === 'accepted' ? [correction.text ?? ''] : [])).join('\n'),
    ]);
  }
  return lines;
}

/** As RFC 4180 writes it: commas, and quotes around what would break a line or a cell. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`;
}

/** A lone carriage return begins a line for some programs, and what follows it a cell. */
const breaking = /[",\r\n]/;

function quoted(cell: string): string {
  return breaking.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a spreadsheet takes for the beginning of a formula, also after blanks, small or in full width (OWASP, CSV injection). */
const formula = '[\\s\\p{Cf}\\p{Cc}\\u2800\\u3164]*[=+\\-@|%\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B]';
const beginsFormula = new RegExp(`^${formula}`, 'u');
/** Where Excel divides at semicolons, as in pt-BR and es, or at tabs, what follows one begins a cell. */
const beginsAfterDivider = new RegExp(`([;\\t]"?)(?=${formula})`, 'gu');

/** An apostrophe before it makes it text. A line within a cell can begin nothing. */
function harmless(cell: string): string {
  const whole = cell.toWellFormed().replace(beginsAfterDivider, "$1'");
  return beginsFormula.test(whole) || /^[\t\r\n]/.test(whole) ? `'${whole}` : whole;
}
