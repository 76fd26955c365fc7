/** Whose export it is: one human, who may be kept as several person documents. */
import type { ExportId, Language, PersonId } from '@atalaia/storage';
import type { ExportTexts } from './texts/texts.ts';
import type { Writers } from './writers.ts';

export interface Subject {
  readonly id: ExportId;
  /** The person asked about comes first. */
  readonly persons: readonly PersonId[];
  readonly own: ReadonlySet<PersonId>;
  /** Nothing from before (ms); null = everything. */
  readonly since: number | null;
  readonly language: Language;
  readonly texts: ExportTexts;
  readonly writers: Writers;
  /** When it is made (ms). */
  readonly at: number;
}

/** ISO 8601, UTC; null where there is no time. */
export function isoOf(at: number): string;
export function isoOf(at: number | null): string | null;
export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
