/** The first reading of a chat: what its phone wrote the same way throughout. */
import { notAChat } from './chat-export-error.ts';
import { type DateEvidence, decideDates, noDates, observeDate } from './date-order.ts';
import type { Header, MatchHeader } from './header.ts';
import type { Line } from './lines.ts';
import { PROGRAM_MARK } from './marks.ts';
import type { ChatFormat, ChatLimits } from './model.ts';
import { decideNames, type NameBook, type NamesEvidence, noNames, observeNames } from './names.ts';
import type { Spoken, WordBook } from './words.ts';

/** A chat has more entries than this share of its lines; a novel that mentions dates has not. */
const LINES_PER_ENTRY = 200;
/** Lines that are asked for their language; more would only cost time. */
const LANGUAGE_SAMPLE = 2000;
/** Shapes of headers followed at once: one phone writes one, pasted text adds a few. */
const SHAPES = 24;

export interface Learned {
  readonly format: ChatFormat;
  readonly shape: string;
  readonly names: NameBook;
}

interface ShapeEvidence {
  readonly platform: 'android' | 'ios';
  headers: number;
  readonly firstLine: number;
  readonly dates: DateEvidence;
  readonly names: NamesEvidence;
  readonly languages: Map<string, number>;
  asked: number;
}

/** Reads all lines once. Throws ChatExportError 'not-a-chat' if they do not begin with, and keep to, one format. */
export async function learnFormat(
  batches: AsyncIterable<readonly Line[]>,
  given: {
    readonly file: string;
    readonly limits: Pick<ChatLimits, 'names'>;
    readonly match: MatchHeader;
    readonly book: WordBook;
  },
): Promise<Learned> {
  const { file, limits, match, book } = given;
  const shapes = new Map<string, ShapeEvidence>();
  let lines = 0;
  let firstText: number | undefined;

  for await (const batch of batches) {
    for (const line of batch) {
      lines += 1;
      if (firstText === undefined && line.text.trim() !== '') firstText = line.number;
      const header = match(line.text);
      if (!header) continue;
      const shape = shapes.get(header.shape) ?? newShape(shapes, header, line.number);
      if (!shape) continue;
      shape.headers += 1;
      observeDate(shape.dates, header);
      observeNames(shape.names, header.body, { file, line: line.number }, limits);
      hearLanguage(shape, header.body, book);
    }
  }

  const [shape, evidence] = [...shapes].sort(([, a], [, b]) => b.headers - a.headers)[0] ?? [];
  if (!evidence || shape === undefined || evidence.firstLine !== firstText) {
    throw notAChat(file, firstText ?? 1, 'this line does not begin with the date and time of a WhatsApp entry');
  }
  if (evidence.headers * LINES_PER_ENTRY < lines) {
    throw notAChat(file, firstText + 1, `only ${evidence.headers} of ${lines} lines begin with a date and time`);
  }
  return { shape, names: decideNames(evidence.names), format: decideFormat(evidence, book) };
}

function newShape(shapes: Map<string, ShapeEvidence>, header: Header, line: number): ShapeEvidence | undefined {
  if (shapes.size >= SHAPES) return undefined;
  const evidence: ShapeEvidence = {
    platform: header.platform,
    headers: 0,
    firstLine: line,
    dates: noDates(),
    names: noNames(),
    languages: new Map(),
    asked: 0,
  };
  shapes.set(header.shape, evidence);
  return evidence;
}

function decideFormat(evidence: ShapeEvidence, book: WordBook): ChatFormat {
  const locale = [...evidence.languages].sort(([, a], [, b]) => b - a)[0]?.[0];
  const language = book.words.find((words) => words.locale === locale);
  const dates = decideDates(evidence.dates, language);
  return {
    platform: evidence.platform,
    dateOrder: dates.order,
    dateOrderCertain: dates.certain,
    clock: evidence.dates.twelveHour * 2 > evidence.dates.dates ? 12 : 24,
    calendar: dates.calendar,
    ...(locale !== undefined && { locale }),
  };
}

/** WhatsApp's own words tell the language of the phone; what people write does not count. */
function hearLanguage(shape: ShapeEvidence, body: string, book: WordBook): void {
  if (shape.asked >= LANGUAGE_SAMPLE) return;
  const colon = body.indexOf(': ');
  const text = colon < 0 ? body : body.slice(colon + 2);
  const ofProgram = colon < 0 || text.startsWith(PROGRAM_MARK) || /^<[^<>]+>$|\([^()]+\)$|<[^<>]+>$/.test(text);
  if (!ofProgram && text.length > 60) return;
  shape.asked += 1;
  for (const locale of spoken(text, colon < 0 || text.startsWith(PROGRAM_MARK), book) ?? []) {
    shape.languages.set(locale, (shape.languages.get(locale) ?? 0) + 1);
  }
}

function spoken(text: string, ofProgram: boolean, book: WordBook): Spoken | undefined {
  const bracketed = /[<(]([^<>():]{2,80})(?:: [^<>]+)?[>)]$/.exec(text)?.[1];
  return (
    book.phrase('deleted', text) ??
    book.phrase('omitted', text) ??
    (bracketed === undefined
      ? undefined
      : (book.phrase('attached', bracketed) ??
        book.phrase('omitted', bracketed) ??
        book.phrase('edited', bracketed))) ??
    (ofProgram ? book.system(text)?.locales : undefined)
  );
}
