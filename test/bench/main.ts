/**
 * `npm run bench -- [--large] [part …]`: prints what the work of Atalaia costs, each as a ratio with its goal. `--large`:
 * one person is erased and exported with 1,000,000 messages too, which takes a quarter of an hour.
 * Exit code 0 even where a goal is missed: a busy machine is no error. Works in the system's temporary folder; set TMPDIR
 * to one on a disk where that one is memory, else syncing costs nothing.
 */
import * as alert from './alert.ts';
import { calibrate } from './calibration.ts';
import * as erase from './erase.ts';
import * as exportOne from './export.ts';
import * as chatImport from './import.ts';
import * as insert from './insert.ts';
import { type BenchRow, isMet } from './measure.ts';
import * as scan from './scan.ts';
import * as seal from './seal.ts';
import * as search from './search.ts';
import * as socket from './socket.ts';

/** Every part with the rows it measures; name a part on the command line to run only that. */
const parts: Readonly<Record<string, { rows(sizes: readonly number[]): Promise<BenchRow[]> }>> = {
  scan,
  seal,
  insert,
  search,
  import: chatImport,
  alert,
  erase,
  export: exportOne,
  socket,
};

const large = process.argv.includes('--large');
const sizes = large ? [100_000, 1_000_000] : [100_000];
const wanted = process.argv.slice(2).filter((word) => word !== '--large');
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(`This machine: ${await calibrate()}\n`);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const row of await part.rows(sizes)) console.log(line(row));
  }
  console.log('\nA goal is missed only if the whole 95 % interval lies beyond it.');
}

function line(row: BenchRow): string {
  const { median, low, high } = row.ratio;
  const goal = row.goal.least === undefined ? `≤ ${row.goal.most}` : `≥ ${row.goal.least}`;
  const figures = `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) ${row.unit ?? '×'}`;
  const note = row.note === undefined ? '' : `\n    ${row.note}`;
  return `${isMet(row) ? 'met   ' : 'MISSED'}  ${row.work}\n    ${figures}, goal ${goal}${note}`;
}
