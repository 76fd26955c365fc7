/** The messages for printing. Setting type takes long, so a worker does it; beyond a limit the PDF is left out. */
import { Worker } from 'node:worker_threads';
import type { Blobs, Media, SealingKey } from '@atalaia/storage';
import type { PdfAsked, PdfTold } from './pdf-worker.ts';
import type { ExportedMessage } from './schema.ts';
import { openSpool } from './spool.ts';
import type { Subject } from './subject.ts';
import { filled } from './texts/texts.ts';
import { wordFor } from './texts/words/words.ts';
import type { ZipFile } from './zip.ts';

interface Pdf extends AsyncDisposable {
  write(messages: readonly ExportedMessage[]): Promise<void>;
  end(name: string): Promise<{ readonly kind: 'written'; readonly file: ZipFile } | { readonly kind: 'left-out' }>;
}

/** Some 200 pages. */
const mostInPdf = 5000;

/** `expected`: how many messages there will be, about. Disposing ends the worker. */
export function openPdf(
  deps: { readonly media: Pick<Media, 'sealFile' | 'openFile'>; readonly blobs: Pick<Blobs, 'remove'> },
  key: SealingKey,
  { id, texts, at, language }: Subject,
  expected: number,
): Pdf {
  if (expected > mostInPdf) return leftOut;
  const spool = openSpool(deps, key, id, 'pdf');
  const worker = new Worker(new URL('pdf-worker.ts', import.meta.url));
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  let waiting = Promise.withResolvers<PdfTold>();
  // A fault while nobody waits is told at the next piece.
  waiting.promise.catch(() => undefined);
  worker.on('message', (told: PdfTold) => waiting.resolve(told));
  worker.on('error', (fault) => waiting.reject(fault));
  const ask = async (asked: PdfAsked) => {
    worker.postMessage(asked);
    const { pieces } = await waiting.promise;
    waiting = Promise.withResolvers();
    for (const piece of pieces) await spool.write(piece);
  };
  let begun: Promise<void> | undefined;
  const begin = () => {
    begun ??= ask({ kind: 'begin', title: texts.title, lines: [`${texts.made} ${made}`, texts.pdfNote] });
    return begun;
  };
  return {
    async write(messages) {
      await begin();
      await ask({ kind: 'messages', messages: messages.map((message) => printed(texts, message)) });
    },
    async end(name) {
      await begin();
      await ask({ kind: 'end' });
      return { kind: 'written', file: await spool.end(name) };
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
      await spool[Symbol.asyncDispose]();
    },
  };
}

const leftOut: Pdf = {
  async write() {},
  async end() {
    return { kind: 'left-out' };
  },
  async [Symbol.asyncDispose]() {},
};

/** Why there is none, in the person's words. */
export function pdfLeftOut({ pdfLeftOut: words }: Subject['texts']): string {
  return filled(words, { count: mostInPdf });
}

function printed(texts: Subject['texts'], message: ExportedMessage): { readonly head: string; readonly text: string } {
  const { at, by, kind, text, versions, deletedAt, file, corrections } = message;
  const marks = [
    kind === 'text' ? '' : wordFor(texts.kinds, kind),
    versions.length > 0 ? texts.bubble.edited : '',
    deletedAt === null ? '' : texts.bubble.deleted,
  ].filter((mark) => mark !== '');
  const lines = [
    text ?? texts.bubble.unreadable,
    ...versions.map((version) => `→ ${version.text ?? texts.bubble.unreadable}`),
    ...(file?.path ? [`[${file.path}]`] : []),
    ...corrections.map((one) => `${texts.bubble.correction}: ${one.text ?? ''}`),
  ];
  const head = `${at.slice(0, 16).replace('T', ' ')} UTC · ${[by.label, ...marks].join(' · ')}`;
  return { head, text: lines.filter((line) => line !== '').join('\n') };
}
