/** Reads the chat lines that packs are developed and judged on: `<pack>.<language>.<author>.jsonl`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directions } from '@atalaia/rules';
import { z } from 'zod';

const setsFolder = join(import.meta.dirname, '../sets');

const line = z.strictObject({
  text: z.string().min(1),
  from: z.enum(directions),
  /** Whether a rule of the pack must look at it. */
  match: z.boolean(),
});
export type SetLine = z.infer<typeof line>;

/**
 * Lines of one author for one pack and language. Rules are tuned on `a`; the others wrote blind and were first judged,
 * then improved on. The model of abuse learned from `a` and `b` in Portuguese. Who is who stands in `docs/rules.md`.
 */
export interface DevelopmentSet {
  readonly pack: string;
  readonly language: string;
  readonly author: string;
  readonly lines: readonly SetLine[];
}

/** All sets in order of their names. @throws at a line that is no line of a set, with file and number. */
export function readDevelopmentSets(): readonly DevelopmentSet[] {
  return readdirSync(setsFolder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const [pack = '', language = '', author = ''] = file.split('.');
      return { pack, language, author, lines: readLines(join(setsFolder, file)) };
    });
}

function readLines(path: string): readonly SetLine[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((text, index) => {
      const read = line.safeParse(JSON.parse(text));
      if (!read.success) throw new Error(`${path}:${index + 1}: ${z.prettifyError(read.error)}`);
      return read.data;
    });
}
