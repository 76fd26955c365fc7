/** What changed between two versions of a text, word by word. */

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Where it begins in the later text, in UTF-16 units; for what was removed, where it would stand. */
  readonly start: number;
}

/** Comparisons at most: texts that differ in more are shown as replaced, so that a long one does not freeze the page. */
const mostComparisons = 250_000;

/** The parts in reading order: without the added ones they are `before`, without the removed ones `after`. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const parts: { kind: DiffPart['kind']; text: string; start: number }[] = [];
  let start = 0;
  const push = (kind: DiffPart['kind'], words: readonly string[]) => {
    const text = words.join('');
    if (text === '') return;
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text, start });
    if (kind !== 'removed') start += text.length;
  };
  push('same', old.slice(0, head));
  for (const [kind, word] of changed(old.slice(head, old.length - tail), now.slice(head, now.length - tail))) {
    push(kind, [word]);
  }
  push('same', old.slice(old.length - tail));
  return parts;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|\S+/g) ?? [];
}

type Change = readonly [kind: DiffPart['kind'], word: string];

/** By the longest common subsequence, walked from the front. */
function changed(old: readonly string[], now: readonly string[]): readonly Change[] {
  const replaced: Change[] = [
    ...old.map((word) => ['removed', word] as const),
    ...now.map((word) => ['added', word] as const),
  ];
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostComparisons) return replaced;
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [gone, come] = [old[i], now[j]];
    if (gone !== undefined && gone === come) {
      changes.push(['same', gone]);
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(['removed', gone]);
      i += 1;
    } else if (come !== undefined) {
      changes.push(['added', come]);
      j += 1;
    }
  }
  return changes;
}
