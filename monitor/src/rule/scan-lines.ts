/** Scans messages that come as JSON lines, one after another, in constant memory. */
import { compileRules, directions, type Language, languages, type RuleSet } from '@atalaia/rules';
import { z } from 'zod';
import type { PacksChosen } from './packs-to-scan.ts';

/** One message. Conduct rules look at `at`, `conversation` and events; single-message rules need only what is said. */
const message = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().optional(),
  from: z.enum(directions).optional(),
  at: z.union([z.string(), z.number()]).optional(),
  language: z.string().optional(),
  conversation: z.string().optional(),
  number: z.string().optional(),
  event: z.enum(['message', 'edit', 'delete', 'tick']).default('message'),
});

export type Scanned =
  /** Answers to some lines, in their order, each with its line end. */
  | { readonly kind: 'lines'; readonly text: string }
  /** A line that is no message; the scan goes on after it. Lines count from 1. */
  | { readonly kind: 'bad-line'; readonly line: number; readonly expected: string };

/** A line longer than this is refused: a message of 65,536 characters, each escaped, is shorter. */
const longestLine = 1_000_000;

export async function* scanLines(
  { packs, ...options }: PacksChosen,
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<Scanned> {
  const rules = compileRules(packs, options);
  let answers = '';
  for await (const batch of batchesOfLines(input)) {
    for (const { number, text } of batch) {
      if (text.trim() === '') continue;
      const answer = answerTo(rules, text);
      if (answer.kind === 'answer') answers += answer.text;
      else {
        // Before the complaint goes what was answered before it.
        if (answers !== '') yield { kind: 'lines', text: answers };
        answers = '';
        yield { kind: 'bad-line', line: number, expected: answer.expected };
      }
    }
    if (answers !== '') yield { kind: 'lines', text: answers };
    answers = '';
  }
}

type Answer = { readonly kind: 'answer'; readonly text: string } | { readonly kind: 'bad'; readonly expected: string };

function answerTo(rules: RuleSet, line: string): Answer {
  if (line.length > longestLine) return { kind: 'bad', expected: 'expected a line of at most 1,000,000 characters' };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'bad', expected: 'expected one JSON object' };
  }
  const parsed = message.safeParse(json);
  if (!parsed.success) return { kind: 'bad', expected: expectationOf(parsed.error) };
  const { id, text, from, language, number, event } = parsed.data;
  const said = event === 'message' || event === 'edit';
  if (said && text === undefined) return { kind: 'bad', expected: 'expected "text"' };
  const spoken = languageOf(language);
  const hits = said
    ? rules.evaluate({
        text: text ?? '',
        ...(from ? { from } : {}),
        ...(spoken ? { language: spoken } : {}),
        ...(number === undefined ? {} : { number }),
      })
    : [];
  const shown = hits.map(({ rule, kind, severity, start, end }) => ({ rule, kind, severity, start, end }));
  return { kind: 'answer', text: `${JSON.stringify({ id, hits: shown })}\n` };
}

/** `pt`, `pt-PT` and `pt-BR` are one to us; of an unknown language, packs of all languages look. */
function languageOf(tag: string | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language.toLowerCase().split('-')[0] === primary);
}

function expectationOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path[0];
  return field === undefined ? 'expected one JSON object' : `"${String(field)}" is missing or not as documented`;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines of each chunk of input; one that runs over chunks comes with its last. */
async function* batchesOfLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  for await (const bytes of input) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    // Of a line without end only so much is kept as shows that it is too long.
    rest = (pieces.pop() ?? '').slice(0, longestLine + 1);
    yield pieces.map((text) => ({ number: ++number, text }));
  }
  rest += decoder.decode();
  if (rest !== '') yield [{ number: ++number, text: rest }];
}
