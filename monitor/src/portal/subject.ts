/** Whose data the portal opens, in the terms of the export: so both show the same, and cover the same. */
import type { ExportId } from '@atalaia/storage';
import type { Subject } from '../export/subject.ts';
import { openWriters } from '../export/writers.ts';
import type { Visit } from './visit.ts';

/** @param at now (ms) */
export function subjectOf({ share, language, words }: Visit, at: number): Subject {
  const own = new Set(share.human);
  const id = share.id as string as ExportId;
  const writers = openWriters(words, own);
  return { id, persons: share.human, own, since: share.since, language, texts: words, writers, at };
}
