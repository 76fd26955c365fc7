/** The certificate of an erasure as a page to print: the same statements as in the signed JSON, in the reader's language. */
import { once } from 'node:events';
import type { Language } from '@atalaia/storage';
import PDFDocument from 'pdfkit';
import type { CertificateStatement } from './certificate.ts';
import { articleOf, type CertificateTexts, certificateTexts } from './certificate-texts.ts';

const margin = 56;
const ink = '#1b2021';
const quiet = '#535d60';

/** A page or two. Our own words only, which the built-in Helvetica can write. */
export async function certificatePdf(
  statement: CertificateStatement,
  signature: string,
  language: Language,
): Promise<Buffer> {
  const texts = certificateTexts[language];
  const { mode, law } = statement;
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: language,
    info: { Title: texts.title[mode], Producer: 'Atalaia', Creator: 'Atalaia' },
  });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => void pieces.push(piece));
  document.font('Helvetica-Bold').fontSize(18).fillColor(ink).text(texts.title[mode]);
  document.moveDown(0.4).font('Helvetica').fontSize(10).text(texts.lead[law][mode]).moveDown();
  const write: Write = {
    heading: (text) => void document.moveDown().font('Helvetica-Bold').fontSize(12).fillColor(ink).text(text),
    fact(label, text) {
      document.font('Helvetica').fontSize(8).fillColor(quiet).text(label);
      document.fontSize(10).fillColor(ink).text(text).moveDown(0.3);
    },
    line: (text) => void document.font('Helvetica').fontSize(10).fillColor(ink).text(text).moveDown(0.2),
  };
  writeAll(write, texts, statement, signature);
  document.end();
  await once(document, 'end');
  return Buffer.concat(pieces);
}

interface Write {
  heading(text: string): void;
  fact(label: string, text: string): void;
  line(text: string): void;
}

function writeAll(write: Write, texts: CertificateTexts, said: CertificateStatement, signature: string): void {
  const { labels, scopes, goes, stays } = texts;
  write.fact(labels.erasure, said.erasure);
  write.fact(labels.scope, scopes[said.scope.kind]);
  write.fact(labels.object, said.scope.id);
  write.fact(labels.confirmed, said.confirmedAt);
  write.fact(labels.issued, said.issuedAt);
  write.fact(labels.objected, said.objected ? labels.yes : labels.no);

  write.heading(texts.went);
  const went = Object.entries(said.goes).filter(([, count]) => count > 0);
  for (const [what, count] of went) write.line(`${isNamed(goes, what) ? goes[what] : what}: ${count}`);
  if (went.length === 0) write.line(labels.none);
  write.line(texts.keys[keysOf(said)]);

  write.heading(texts.stayed);
  for (const { what, count } of said.stays) {
    const name = isNamed(stays, what) ? stays[what] : what;
    const article = isNamed(stays, what) ? ` (${articleOf(texts, said.law, what)})` : '';
    write.line(`${name}${article}${count === null ? '' : `: ${count}`}`);
  }
  if (said.stays.length === 0) write.line(labels.none);

  write.heading(texts.proof);
  write.line(texts.proofText);
  write.fact(texts.fingerprint, said.installation);
  write.fact(texts.signature, signature);
}

function keysOf({ persons, stays }: CertificateStatement): keyof CertificateTexts['keys'] {
  if (persons === 0) return 'kept';
  return stays.some(({ what }) => what === 'backups') ? 'some' : 'destroyed';
}

function isNamed<K extends string>(names: Readonly<Record<K, string>>, what: string): what is K {
  return Object.hasOwn(names, what);
}
