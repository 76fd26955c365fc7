/** The periods while they are written: texts of fields, turned into what the server is told. */
export interface DraftPeriod {
  /** Tells the rows apart while their words change. */
  readonly key: string;
  readonly purpose: string;
  readonly months: string;
  readonly norm: string;
}

interface Period {
  readonly purpose: string;
  readonly months: number;
  readonly norm: string | null;
}

/** Twelve months are proposed where nothing was decided: as long as most disputes need, and no longer. */
export function suggested(purpose: string): DraftPeriod {
  return { key: crypto.randomUUID(), purpose, months: '12', norm: '' };
}

export function draftOf({ purpose, months, norm }: Period): DraftPeriod {
  return { key: crypto.randomUUID(), purpose, months: String(months), norm: norm ?? '' };
}

export function periodsOf(rows: readonly DraftPeriod[]): Period[] {
  return rows.map(({ purpose, months, norm }) => ({
    purpose: purpose.trim(),
    months: Number(months),
    norm: norm.trim() === '' ? null : norm.trim(),
  }));
}
