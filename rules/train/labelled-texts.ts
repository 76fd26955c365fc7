/** The texts that the abuse model learns from and is judged on, without what would not carry over to other places. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface LabelledText {
  readonly text: string;
  readonly abusive: boolean;
  /** From 0 up to 1, the same for the same text: who is learned from and who is held out. */
  readonly lot: number;
}

const tweet = z.object({ text: z.string(), aggressive: z.union([z.literal(0), z.literal(1)]) });
const complaint = z.object({ text: z.string() });
const chatLine = z.object({ text: z.string(), match: z.boolean() });

/** Lines `{"text", "aggressive": 0 | 1}`, as in the TuPy data set. */
export function readTweets(path: string): LabelledText[] {
  return readLines(path, tweet).map(({ text, aggressive }) => labelled(text, aggressive === 1));
}

/** Lines `{"text"}` of customers who complain: angry, and none of them abusive. */
export function readComplaints(path: string): LabelledText[] {
  return readLines(path, complaint).map(({ text }) => labelled(text, false));
}

/** Our own lines of chat in Portuguese: those about abuse, the honest ones of other packs, and those that only judge. */
export function readOwnLines(): {
  readonly learned: LabelledText[];
  readonly judging: LabelledText[];
  /** The names of the sets that are learned from, such as `abuse.pt-BR.a`. */
  readonly learnedSets: readonly string[];
} {
  const folder = fileURLToPath(new URL('../../test/rules/sets/', import.meta.url));
  const read = (name: string) => readLines(join(folder, name), chatLine);
  const names = readdirSync(folder).sort();
  const others = names.filter((name) => name.endsWith('.pt-BR.a.jsonl') && !/^(abuse|threat)\./.test(name));
  const abuse = ['abuse.pt-BR.a.jsonl', 'abuse.pt-BR.b.jsonl'];
  const asLabelled = ({ text, match }: z.infer<typeof chatLine>) => labelled(text, match);
  return {
    learned: [
      ...abuse.flatMap(read).map(asLabelled),
      // Nobody insults anybody in them, whatever those packs look for.
      ...others.flatMap(read).map(({ text }) => labelled(text, false)),
    ],
    judging: read('abuse.pt-BR.news.jsonl').map(asLabelled),
    learnedSets: [...abuse, ...others].map((name) => name.replace('.jsonl', '')),
  };
}

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}

function labelled(text: string, abusive: boolean): LabelledText {
  const lot = createHash('sha256').update(text).digest().readUInt32BE() / 4_294_967_296;
  return { text: withoutOrigin(text), abusive, lot };
}

/**
 * Names of accounts, links, tags, editors' marks and the quarrels of one year in one country tell where a text comes
 * from, not whether it is abusive: a model that learns them fails elsewhere.
 */
function withoutOrigin(text: string): string {
  return text
    .replace(/@\w+|https?:\S+|\blink\b|#\w+|\[[^\]]*\]/g, ' ')
    .replace(
      /\b(bolso\w*|lula\w*|dilma|temer|moro|janja|pt|petista\w*|ptista\w*|psdb|psol|stf|globo|michel\w*|xandao|petrobras|haddad|alexandre|moraes|neymar|flamengo|corinthians|palmeiras|vasco|fluminense|gremio|twitter|tweet\w*|bbb\w*)\b/gi,
      ' ',
    );
}
