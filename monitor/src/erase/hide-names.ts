/** Hides names in the title of a group: whole, or by words of one that stand together. One word of it alone may be anybody's, or anything. */
import { foldedWords, foldFor } from '@atalaia/rules';
import { allGluing, dotted, particles, type Span } from '../conversation/mask.ts';

/** Without a letter or digit a name is told by its pictures; a full stop for a name stands in every second title. */
const pictures = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

type Word = ReturnType<typeof foldedWords>[number];

/** However they are cased, accented or joined: "Otávio da Silva" goes from "Turma de Otavio Silva", and not from "Silva Transportes". */
export function hideNames(names: readonly string[]): (title: string) => string {
  const fold = foldFor(true);
  const known = names.map((name) => ({ name: name.trim(), parts: foldedWords(fold, name).map((word) => word.folded) }));
  return (title) => {
    const words = foldedWords(fold, title.replace(allGluing, ' '));
    const spans = known.flatMap(({ name, parts }) =>
      parts.length > 0 ? wordSpans(words, parts) : pictures.test(name) ? placesOf(title, name) : [],
    );
    return dotted(title, spans);
  };
}

function wordSpans(words: readonly Word[], parts: readonly string[]): readonly Span[] {
  const own = new Set(parts);
  const joined = parts.join('');
  const spans: Span[] = words.filter(({ folded }) => folded === joined);
  let run: Word[] = [];
  for (const word of [...words, undefined]) {
    if (word && own.has(word.folded)) {
      run.push(word);
      continue;
    }
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && isName(run, parts)) spans.push({ start: first.start, end: last.end });
    run = [];
  }
  return spans;
}

/** Words of the name that stand together: all of it, or two that are no mere "da" or "de". */
function isName(run: readonly Word[], parts: readonly string[]): boolean {
  const said = new Set(run.map(({ folded }) => folded));
  const telling = [...said].filter((word) => !particles.has(word));
  return telling.length >= 2 || (run.length > 1 && parts.every((part) => said.has(part)));
}

function placesOf(title: string, name: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = title.indexOf(name); at >= 0; at = title.indexOf(name, at + name.length)) {
    spans.push({ start: at, end: at + name.length });
  }
  return spans;
}
