/** Packs as people know them: one for each id, whatever the number of language files. */
import type { PackView } from '@atalaia/monitor/api';

export interface PackGroup {
  readonly id: string;
  /** The language files of the pack; the reader's own first. */
  readonly files: readonly PackView[];
}

export function groupPacks(packs: readonly PackView[], language: string): readonly PackGroup[] {
  const byId = Map.groupBy(packs, ({ id }) => id);
  const own = (file: PackView) => (file.language === language ? 0 : 1);
  return [...byId].map(([id, files]) => ({ id, files: files.toSorted((a, b) => own(a) - own(b)) }));
}
