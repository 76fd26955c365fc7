/** Sets the type of a PDF in a thread of its own, piece by piece. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import PDFDocument from 'pdfkit';

export type PdfAsked =
  | { readonly kind: 'begin'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'messages'; readonly messages: readonly { readonly head: string; readonly text: string }[] }
  | { readonly kind: 'end' };
/** The bytes that are ready. */
export interface PdfTold {
  readonly pieces: readonly Uint8Array[];
}

/** Letters set at once: a line that is much longer takes seconds to break. */
const mostAtOnce = 2000;
const margin = 48;

const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
// No names of programs or machines, and no bytes of images: only text in one font.
const document = new PDFDocument({ size: 'A4', margin, font, info: { Producer: 'Atalaia', Creator: 'Atalaia' } });
let pieces: Uint8Array[] = [];
document.on('data', (piece: Uint8Array) => void pieces.push(Uint8Array.from(piece)));
const ended = new Promise<void>((resolve) => void document.once('end', resolve));

parentPort?.on('message', (asked: PdfAsked) => {
  answer(asked).catch((error: unknown) => {
    throw error;
  });
});

async function answer(asked: PdfAsked): Promise<void> {
  switch (asked.kind) {
    case 'begin':
      document.fontSize(16).text(printable(asked.title)).fontSize(9);
      for (const line of asked.lines) document.text(printable(line));
      document.moveDown();
      break;
    case 'messages':
      for (const { head, text } of asked.messages) {
        document.fontSize(8).fillColor('#535d60').text(printable(head)).fontSize(10).fillColor('#1b2021');
        for (let at = 0; at < text.length; at += mostAtOnce) document.text(printable(text.slice(at, at + mostAtOnce)));
        document.moveDown(0.5);
      }
      break;
    case 'end':
      document.end();
      await ended;
      break;
    default:
      asked satisfies never;
  }
  const told: PdfTold = { pieces };
  pieces = [];
  parentPort?.postMessage(told);
}

/** Halves of letters and control characters stop no font. */
function printable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n]/gu, ' ');
}
