/** One request of somebody who has a link open: whose it is, and the language and zone it is answered in. */
import { type Language, persons, type Records } from '@atalaia/storage';
import type { Response } from 'express';
import { type ExportTexts, exportTexts } from '../export/texts/texts.ts';
import { zoneOf } from '../request/zone.ts';
import type { OpenShare } from '../share/open.ts';
import { type Formats, formatsFor } from './formats.ts';
import type { Html } from './html.ts';
import { type OpenFrame, type Part, pageOf } from './page.ts';
import { type PortalTexts, textsIn } from './texts/texts.ts';

export interface Visit {
  readonly share: OpenShare;
  readonly language: Language;
  readonly texts: PortalTexts;
  /** Words for codes, the same as in the export. */
  readonly words: ExportTexts;
  readonly formats: Formats;
}

export async function visitOf(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  share: OpenShare,
  language: Language,
): Promise<Visit> {
  const number = (await deps.records.get(persons, share.actor.id))?.doc.numbers[0] ?? null;
  const formats = formatsFor(language, await zoneOf(deps, number));
  return { share, language, texts: textsIn(language), words: exportTexts(language), formats };
}

/** Answers with a page of the open link. */
export function show(response: Response, visit: Visit, part: Part, title: string, body: Html): void {
  const open: OpenFrame = { part, until: visit.formats.time(visit.share.expiresAt) };
  response.type('html').send(pageOf({ language: visit.language, title, body, open }));
}
