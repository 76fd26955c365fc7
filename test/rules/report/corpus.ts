/**
 * Judges packs on texts of others, where a folder holds them: tweets for abuse, honest complaints for false alarms.
 * Learned rules are left out, as their models may have learned from these very texts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { countFlags, macroF1 } from './figures.ts';
import { compilePack, type Packs } from './judge.ts';
import { withoutLearned } from './training.ts';

/** Undefined where the folder has no such file. */
export interface CorpusVerdict {
  readonly tweets: { readonly texts: number; readonly macroF1: number | undefined } | undefined;
  /** For each pack, the share of honest complaints that it flags. */
  readonly complaints:
    | { readonly texts: number; readonly flagged: readonly { readonly pack: string; readonly share: number }[] }
    | undefined;
}

const tweet = z.object({ text: z.string(), aggressive: z.number() });
const complaint = z.object({ text: z.string() });

/** `tupy.jsonl` and `complaints.jsonl` of a folder. @throws at a line of another shape. */
export function judgeCorpus(folder: string, { packs: all, models }: Packs): CorpusVerdict {
  const packs: Packs = { packs: withoutLearned(all), models };
  const tweets = readLines(join(folder, 'tupy.jsonl'), tweet);
  const complaints = readLines(join(folder, 'complaints.jsonl'), complaint);
  return {
    tweets: tweets && { texts: tweets.length, macroF1: macroF1OfAbuse(tweets, packs) },
    complaints: complaints && { texts: complaints.length, flagged: flaggedShares(complaints, packs) },
  };
}

function macroF1OfAbuse(tweets: readonly z.infer<typeof tweet>[], packs: Packs): number | undefined {
  const ruleSet = compilePack('abuse', packs);
  const judged = tweets.map(({ text, aggressive }) => ({
    match: aggressive === 1,
    flagged: ruleSet.evaluate({ text, language: 'pt-BR' }).length > 0,
  }));
  return macroF1(countFlags(judged));
}

function flaggedShares(complaints: readonly z.infer<typeof complaint>[], packs: Packs) {
  const ids = [...new Set(packs.packs.map(({ id }) => id))].filter((id) => id !== 'identifiers').sort();
  return ids.map((pack) => {
    const ruleSet = compilePack(pack, packs);
    const flagged = complaints.filter(
      ({ text }) => ruleSet.evaluate({ text, from: 'contact', language: 'pt-BR' }).length > 0,
    );
    return { pack, share: flagged.length / complaints.length };
  });
}

function readLines<T>(path: string, schema: z.ZodType<T>): readonly T[] | undefined {
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}
