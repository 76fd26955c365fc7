/** What a whole chat holds: who wrote how much, whether it is a group, and what it is called. */
import type { ReadEntry } from './entries.ts';
import type { ChatCounts } from './model.ts';
import { titleOfFile } from './title.ts';
import type { WordBook } from './words.ts';

export interface Summary {
  readonly authors: readonly { readonly name: string; readonly messages: number }[];
  readonly counts: ChatCounts;
  readonly group: boolean;
  readonly title?: string;
}

/** Reads all entries once; holds only the names. `fileNames`: of the upload and of the text inside it. */
export async function summarise(
  batches: AsyncIterable<readonly ReadEntry[]>,
  given: { readonly book: WordBook; readonly fileNames: readonly string[]; has(file: string): boolean },
): Promise<Summary> {
  const authors = new Map<string, number>();
  const under = new Set<string>();
  let systemLines = 0;
  let messages = 0;
  let media = 0;
  let groupLines = 0;
  let quoted: string | undefined;

  for await (const batch of batches) {
    for (const { entry, under: name } of batch) {
      if (entry.author === null) {
        systemLines += 1;
        if (name !== undefined) under.add(name);
        if (!given.book.system(entry.text)?.group) continue;
        groupLines += 1;
        quoted = lastQuoted(entry.text) ?? quoted;
      } else {
        messages += 1;
        authors.set(entry.author, (authors.get(entry.author) ?? 0) + 1);
        if (entry.file !== undefined && given.has(entry.file)) media += 1;
      }
    }
  }

  const silent = [...under].filter((name) => !authors.has(name));
  const named = given.fileNames.map((name) => titleOfFile(name, given.book.words)).find((name) => name !== undefined);
  const group = groupLines > 0 || authors.size > 2;
  const title = group ? (quoted ?? (silent.length === 1 ? silent[0] : undefined) ?? named) : (named ?? silent[0]);
  return {
    authors: [...authors].map(([name, count]) => ({ name, messages: count })),
    counts: { entries: messages + systemLines, messages, systemLines, media, people: authors.size },
    group,
    ...(title !== undefined && { title }),
  };
}

/** Of “old” and “new” the last is the title that stands. */
function lastQuoted(text: string): string | undefined {
  const found = [...text.matchAll(/[“„«「『"]([^“”„«»「」『』"\n]{1,100})[”“»」』"]/g)];
  return found.at(-1)?.[1]?.trim();
}
