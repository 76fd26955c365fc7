/** The texts that the abuse model learns from and is judged on, without what would not carry over to other places. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

/** A development set of the pack `abuse`: lines `{"text", "match"}`. */
export function readChatLines(path: string): LabelledText[] {
  return readLines(path, chatLine).map(({ text, match }) => labelled(text, match));
}

/** A development set of another pack: nobody insults anybody in it, whatever that pack looks for. */
export function readPoliteLines(path: string): LabelledText[] {
  return readLines(path, chatLine).map(({ text }) => labelled(text, false));
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
