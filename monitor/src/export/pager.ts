/** Cuts one conversation into pages by month while its messages go by: one page is held in memory, never more. */
import type { Message } from '@atalaia/storage';
import type { LineView } from '../api/conversation-views.ts';
import type { Span } from '../conversation/page.ts';
import type { Chat } from './chats.ts';
import type { PageLink } from './index-page.ts';
import { monthNames } from './month-names.ts';
import { chatPage } from './page.ts';
import type { ExportedMessage } from './schema.ts';
import type { Subject } from './subject.ts';
import type { ZipFile } from './zip.ts';
import type { Zoned } from './zoned.ts';

export interface Pager {
  /** The pages that are full now. `rows` and `messages` belong together. */
  add(rows: readonly Message[], messages: readonly ExportedMessage[]): AsyncGenerator<ZipFile>;
  end(): AsyncGenerator<ZipFile>;
  readonly pages: readonly PageLink[];
}

/** Of a row; its sealed words are not held until the page is full. */
type Shown = Pick<Message, 'at' | 'origin'>;

/** Messages on a page at most: a busy month has several. */
const mostOnPage = 300;

/** `linesOf`: the quiet lines between the messages of a page. */
export function openPager(
  subject: Subject,
  chat: Chat,
  zone: Zoned,
  heading: string,
  linesOf: (shown: readonly Shown[], span: Span) => Promise<readonly LineView[]>,
): Pager {
  const words = new Intl.DateTimeFormat(subject.language, { dateStyle: 'full', timeZone: 'UTC' });
  const monthName = monthNames(subject.language);
  const pages: PageLink[] = [];
  let rows: Shown[] = [];
  let messages: ExportedMessage[] = [];
  let month = '';
  let part = 1;
  let lastAt: number | null = null;
  const nameOf = (inMonth: string, number: number) => `${inMonth}${number === 1 ? '' : `-${number}`}.html`;

  async function written(next: { readonly name: string; readonly at: number } | null): Promise<ZipFile> {
    const name = nameOf(month, part);
    const lines = await linesOf(rows, { from: lastAt ?? subject.since, before: next?.at ?? null });
    const path = `chats/${chat.chat}/${name}`;
    const earlier = pages.at(-1)?.path.split('/').at(-1) ?? null;
    const text = chatPage(subject, {
      heading: `${heading} · ${monthName(month)}`,
      messages,
      lines,
      earlier,
      later: next?.name ?? null,
      partial: chat.kind !== 'direct',
      zone,
      dayName: (day) => words.format(Date.parse(day)),
    });
    pages.push({ chat: chat.chat, month, path });
    lastAt = rows.at(-1)?.at ?? lastAt;
    rows = [];
    messages = [];
    return { name: path, text };
  }

  return {
    pages,
    async *add(more, shown) {
      for (const [index, row] of more.entries()) {
        const message = shown[index];
        if (!message) continue;
        const here = zone.of(row.at).day.slice(0, -3);
        if (month === '') month = here;
        if (here !== month || rows.length >= mostOnPage) {
          const nextPart = here === month ? part + 1 : 1;
          if (rows.length > 0) yield await written({ name: nameOf(here, nextPart), at: row.at });
          month = here;
          part = nextPart;
        }
        rows.push({ at: row.at, origin: row.origin });
        messages.push(message);
      }
    },
    async *end() {
      if (rows.length > 0) yield await written(null);
    },
  };
}
