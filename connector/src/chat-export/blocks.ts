/** Joins lines into entries: a header and the lines below it. */
import { isoDate } from './calendar.ts';
import { ChatExportError, notAChat } from './chat-export-error.ts';
import type { Header, MatchHeader } from './header.ts';
import type { Learned } from './learn-format.ts';
import type { Line } from './lines.ts';
import type { ChatLimits } from './model.ts';

/** An entry before anyone has asked who wrote it. */
export interface Block {
  readonly at: string;
  /** What follows the header on its line, and the lines below, joined by \n. */
  readonly body: string;
  readonly line: number;
}

interface OpenBlock {
  readonly at: string;
  readonly line: number;
  readonly header: Line;
  readonly lines: string[];
  length: number;
}

/** Headers in doubt that are held until a sure one follows. */
const HELD = 64;

export interface BlockContext {
  readonly file: string;
  readonly limits: Pick<ChatLimits, 'messageLength'>;
  readonly match: MatchHeader;
  readonly learned: Learned;
  /** The header may be a line of the message above it: an agenda, a pasted chat. */
  isDoubtful(body: string): boolean;
}

/**
 * Yields the blocks of each batch of lines. A doubtful header counts only if its time lies between the entries
 * around it; else it is text of the entry before. Throws ChatExportError 'message-too-long', 'not-a-chat'.
 */
export async function* readBlocks(
  batches: AsyncIterable<readonly Line[]>,
  context: BlockContext,
): AsyncGenerator<readonly Block[]> {
  let sure: OpenBlock | undefined;
  let doubtful: OpenBlock[] = [];

  const settle = (next: string | undefined): Block[] => {
    const done: Block[] = [];
    for (const block of doubtful) {
      if (!sure || (block.at >= sure.at && (next === undefined || block.at <= next))) {
        if (sure) done.push(close(sure));
        sure = block;
      } else {
        for (const text of [block.header.text, ...block.lines.slice(1)]) append(sure, text, context);
      }
    }
    doubtful = [];
    return done;
  };

  for await (const batch of batches) {
    const done: Block[] = [];
    for (const line of batch) {
      const opened = openBlock(line, context);
      if (!opened) {
        const last = doubtful.at(-1) ?? sure;
        if (last) append(last, line.text, context);
        else if (line.text.trim() !== '') throw notAChat(context.file, line.number, 'this date or time does not exist');
      } else if (context.isDoubtful(opened.lines[0] ?? '') && doubtful.length < HELD) {
        doubtful.push(opened);
      } else {
        done.push(...settle(opened.at));
        if (sure) done.push(close(sure));
        sure = opened;
      }
    }
    if (done.length > 0) yield done;
  }
  const rest = settle(undefined);
  yield sure ? [...rest, close(sure)] : rest;
}

function openBlock(line: Line, { match, learned }: BlockContext): OpenBlock | undefined {
  const header = match(line.text);
  const at = header?.shape === learned.shape ? localTime(header, learned) : undefined;
  if (!header || at === undefined) return undefined;
  return { at, line: line.number, header: line, lines: [header.body], length: header.body.length };
}

function localTime(header: Header, { format }: Learned): string | undefined {
  const date = isoDate(header.date, { order: format.dateOrder, calendar: format.calendar });
  if (date === undefined) return undefined;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date}T${two(header.hour)}:${two(header.minute)}:${two(header.second)}`;
}

function append(block: OpenBlock, text: string, { limits, file }: BlockContext): void {
  block.length += text.length + 1;
  if (block.length > limits.messageLength) {
    throw new ChatExportError(
      'message-too-long',
      { file, line: block.line },
      `the message that begins here is longer than ${limits.messageLength} characters, which no WhatsApp message is; ` +
        'export the chat again.',
    );
  }
  block.lines.push(text);
}

function close(block: OpenBlock): Block {
  return { at: block.at, line: block.line, body: block.lines.join('\n').replace(/\n+$/, '') };
}
