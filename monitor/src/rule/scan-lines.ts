/** Scans messages that come as JSON lines, one after another, in constant memory. */
import {
  type BusinessHours,
  businessHours,
  compileRules,
  directions,
  type Language,
  languages,
  type RuleSet,
  usualCalendar,
} from '@atalaia/rules';
import { z } from 'zod';
import type { PacksChosen } from './packs-to-scan.ts';
import { type ConductScan, openConductScan } from './scan-conduct.ts';

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
  /** The message that is edited or deleted, where the line has an id of its own. */
  target: z.union([z.string(), z.number()]).optional(),
});

/** Where a scan takes place: a company with the usual hours. */
const zone = 'America/Sao_Paulo';

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
  const hours = businessHours(usualCalendar(zone));
  const scan: Scan = { rules, hours, conduct: openConductScan(rules, hours) };
  let answers = '';
  for await (const batch of batchesOfLines(input)) {
    for (const { number, text } of batch) {
      if (text.trim() === '') continue;
      const answer = answerTo(scan, text);
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

interface Scan {
  readonly rules: RuleSet;
  readonly hours: BusinessHours;
  readonly conduct: ConductScan;
}

function answerTo({ rules, hours, conduct }: Scan, line: string): Answer {
  if (line.length > longestLine) return { kind: 'bad', expected: 'expected a line of at most 1,000,000 characters' };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'bad', expected: 'expected one JSON object' };
  }
  const parsed = message.safeParse(json);
  if (!parsed.success) return { kind: 'bad', expected: expectationOf(parsed.error) };
  const { id, text = '', from, language, number, event, conversation, target } = parsed.data;
  const said = event === 'message' || event === 'edit';
  if (said && parsed.data.text === undefined) return { kind: 'bad', expected: 'expected "text"' };
  const at = instantOf(parsed.data.at);
  if (at === 'unreadable') return { kind: 'bad', expected: '"at" is missing or not as documented' };
  const spoken = languageOf(language);
  const hits = said
    ? rules.evaluate({
        text,
        ...(from ? { from } : {}),
        ...(spoken ? { language: spoken } : {}),
        ...(number === undefined ? {} : { number }),
        ...(at === undefined ? {} : { hours: hours.isOpen(at) ? 'within' : 'outside' }),
      })
    : [];
  const about = String(target ?? id);
  const caused = conduct.follow({ kind: event, message: about, conversation, at, from, number, text }, hits);
  const shown = [
    ...hits.map(({ rule, kind, severity, start, end }) => ({ rule, kind, severity, start, end })),
    // About the message of this line: all of it. About another, or about silence: no place in this text.
    ...caused.map(({ rule, severity, message: of }) => ({
      ...{ rule, kind: 'conduct', severity, start: 0 },
      end: said && of === about ? text.length : 0,
    })),
  ];
  return { kind: 'answer', text: `${JSON.stringify({ id, hits: shown })}\n` };
}

/** The last instant of year 2286 in seconds: a smaller number is one of seconds, as in WhatsApp's own times. */
const mostSeconds = 10_000_000_000;
/** Later times are mistakes, and calendars end somewhere. */
const endOfTimes = Date.UTC(2100, 0, 1);

/** UTC milliseconds; from 1970 on, before 2100. */
function instantOf(at: string | number | undefined): number | undefined | 'unreadable' {
  if (at === undefined) return undefined;
  const instant = readInstant(at);
  return instant !== 'unreadable' && instant >= 0 && instant < endOfTimes ? instant : 'unreadable';
}

/** Of an ISO 8601 time, or of Unix seconds or milliseconds. A time without zone is one of the scan's zone. */
function readInstant(at: string | number): number | 'unreadable' {
  if (typeof at === 'number' || /^\d+$/.test(at)) {
    const count = Number(at);
    return Math.round(Math.abs(count) < mostSeconds ? count * 1000 : count);
  }
  if (/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/.test(at)) {
    return readTime(() => Temporal.PlainDateTime.from(at.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds);
  }
  return readTime(() => Temporal.Instant.from(at).epochMilliseconds);
}

function readTime(read: () => number): number | 'unreadable' {
  try {
    return read();
  } catch {
    return 'unreadable';
  }
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
