/** Writes the files of one person's export, in one walk through their messages and in memory that does not grow with them. */
import {
  type Blobs,
  type Media,
  type Message,
  numbers,
  ownerOfPerson,
  type Records,
  SealBroken,
  type Signer,
  type Vault,
} from '@atalaia/storage';
import { linesOf } from '../conversation/lines.ts';
import type { Span } from '../conversation/page.ts';
import { numberView } from '../number/view.ts';
import { type Chat, chatsOf } from './chats.ts';
import { csvHead, csvLines } from './csv.ts';
import { factsOf } from './facts.ts';
import { type ExportedFile, openExportedFile } from './files.ts';
import { indexPage, type PageLink } from './index-page.ts';
import { messagesOf } from './messages.ts';
import { openPager } from './pager.ts';
import { openPdf, pdfLeftOut } from './pdf.ts';
import {
  type ExportDocument,
  type ExportedChat,
  type ExportedCorrection,
  type ExportedMessage,
  exportJsonSchema,
} from './schema.ts';
import { openSpool } from './spool.ts';
import { standingFiles } from './standing-files.ts';
import { isoOf, type Subject } from './subject.ts';
import type { ZipFile } from './zip.ts';
import { openZone } from './zoned.ts';

export interface WriteExport {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly media: Pick<Media, 'sealFile' | 'openFile'>;
  readonly blobs: Pick<Blobs, 'remove'>;
  readonly signer: Signer;
}

/** The person's keys are gone: they were erased meanwhile. */
export class PersonGone extends Error {
  override readonly name = 'PersonGone';
}

/**
 * Every file but the manifest. `expected`: about how many messages there are. `tell` hears how many messages were written and may end it by throwing.
 * @throws PersonGone
 */
export async function* personFiles(
  deps: WriteExport,
  subject: Subject,
  expected: number,
  tell: (messages: number) => Promise<void>,
): AsyncGenerator<ZipFile> {
  const { texts, language, id } = subject;
  const [first] = subject.persons;
  const key = first && (await deps.vault.keyOf(ownerOfPerson(first)));
  if (!key) throw new PersonGone();
  await using json = openSpool(deps, key, id, 'json');
  await using csv = openSpool(deps, key, id, 'csv');
  await using pdf = openPdf(deps, key, subject, expected);
  const facts = await factsOf(deps, subject);
  const chats: ExportedChat[] = [];
  const pages: PageLink[] = [];
  let done = 0;

  const head = { format: 'atalaia-person-export', version: 1, id, madeAt: isoOf(subject.at), language } as const;
  await json.write(`${JSON.stringify({ ...head, since: isoOf(subject.since) }).slice(0, -1)},"messages":[`);
  await csv.write(csvHead(texts));
  const sink: Sink = {
    corrections: Map.groupBy(facts.corrections, ({ message }) => message ?? ''),
    damaged: [],
    async take(messages) {
      const written = messages.map((message) => JSON.stringify(message)).join(',\n');
      if (written !== '') await json.write(`${done === 0 ? '' : ','}\n${written}`);
      await csv.write(csvLines(messages));
      await pdf.write(messages);
      done += messages.length;
      await tell(done);
    },
  };
  for (const chat of await chatsOf(deps, subject)) {
    const before = done;
    const { view, pages: ofChat } = yield* writeChat(deps, subject, chat, sink);
    pages.push(...ofChat);
    chats.push({ ...view, messages: done - before });
  }
  const tail: Omit<ExportDocument, keyof typeof head | 'since' | 'messages'> = {
    chats,
    damaged: sink.damaged,
    ...facts,
  };
  await json.write(`],\n${JSON.stringify(tail).slice(1)}\n`);
  yield await json.end('data.json');
  yield await csv.end('messages.csv');
  const printed = await pdf.end('messages.pdf');
  if (printed.kind === 'written') yield printed.file;
  yield { name: 'schema.json', text: exportJsonSchema() };
  const noPdf = printed.kind === 'left-out' ? pdfLeftOut(texts) : null;
  yield {
    name: 'index.html',
    text: indexPage(subject, { facts, chats, pages, fingerprint: deps.signer.fingerprint, noPdf }),
  };
  yield* standingFiles(subject, deps.signer);
}

interface Sink {
  readonly corrections: ReadonlyMap<string, readonly ExportedCorrection[]>;
  /** Files whose bytes on disk are not what was sealed there. */
  readonly damaged: string[];
  take(messages: readonly ExportedMessage[]): Promise<void>;
}

/** Its pages, and between them the files of their messages. */
async function* writeChat(
  deps: WriteExport,
  subject: Subject,
  chat: Chat,
  sink: Sink,
): AsyncGenerator<ZipFile, { readonly view: Omit<ExportedChat, 'messages'>; readonly pages: readonly PageLink[] }> {
  const { conversation, kind } = chat;
  const number = (await deps.records.get(numbers, conversation.number))?.doc;
  const called = number ? (await numberView(deps, number)).phone : '';
  const zone = number?.zone ?? 'UTC';
  const heading = `${subject.texts.chatKinds[kind]} ${called}`;
  const lines = (rows: readonly Pick<Message, 'at' | 'origin'>[], span: Span) =>
    kind === 'direct' ? linesOf(deps, conversation, rows, span, () => undefined) : Promise.resolve([]);
  const pager = openPager(subject, chat, openZone(zone), heading, lines);
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  for await (const { rows, messages, files } of messagesOf(deps, subject, chat, sink.corrections)) {
    firstAt ??= rows[0]?.at ?? null;
    lastAt = rows.at(-1)?.at ?? lastAt;
    await sink.take(messages);
    yield* pager.add(rows, messages);
    for (const file of files) yield* fileBytes(deps, file, sink);
  }
  yield* pager.end();
  const { id } = conversation;
  const view = { chat: chat.chat, id, kind, number: called, zone, firstAt: isoOf(firstAt), lastAt: isoOf(lastAt) };
  return { view, pages: pager.pages };
}

/** What was changed on disk stops nothing but itself: as much as opens is written, and the damage is named. */
async function* fileBytes(deps: WriteExport, file: ExportedFile, { damaged }: Sink): AsyncGenerator<ZipFile> {
  const opened = await openExportedFile(deps, file).catch(unlessBroken);
  if (!opened) {
    damaged.push(file.path);
    return;
  }
  async function* whole(bytes: AsyncIterable<Uint8Array>) {
    try {
      yield* bytes;
    } catch (error) {
      unlessBroken(error);
      damaged.push(file.path);
    }
  }
  yield { name: opened.name, bytes: whole(opened.bytes) };
}

function unlessBroken(error: unknown): undefined {
  if (!(error instanceof SealBroken)) throw error;
}
