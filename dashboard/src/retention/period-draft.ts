/** The periods while they are written: texts of fields, turned into what the server is told. */
import { type RetentionPreset, retentionPurpose } from '@atalaia/monitor/api';

export interface DraftPeriod {
  /** Tells the rows apart while their words change. */
  readonly key: string;
  /** A purpose that the screens have a name for; null for one written by hand. */
  readonly known: RetentionPreset['purpose'] | null;
  readonly purpose: string;
  readonly months: string;
  readonly norm: string;
}

interface Period {
  readonly purpose: string;
  readonly months: number;
  readonly norm: string | null;
}

/** The purpose, if the screens have a name for it. */
export function knownPurpose(purpose: string): DraftPeriod['known'] {
  return retentionPurpose.safeParse(purpose).data ?? null;
}

export function draftOf({ purpose, months, norm }: Period): DraftPeriod {
  const known = knownPurpose(purpose);
  return { key: crypto.randomUUID(), known, purpose, months: String(months), norm: norm ?? '' };
}

/** One to be written by hand; twelve months are usual. */
export function emptyDraft(): DraftPeriod {
  return draftOf({ purpose: '', months: 12, norm: null });
}

export function periodsOf(rows: readonly DraftPeriod[]): Period[] {
  return rows.map(({ known, purpose, months, norm }) => ({
    purpose: known ?? purpose.trim(),
    months: Number(months),
    norm: norm.trim() === '' ? null : norm.trim(),
  }));
}
