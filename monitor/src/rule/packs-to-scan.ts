/** Chooses the packs that a scan runs. */
import type { Model, Pack } from '@atalaia/rules';
import type { PacksRead } from './read-packs.ts';

/** What to compile for a scan. */
export interface PacksChosen {
  readonly packs: readonly Pack[];
  /** Whether rules that say `active: false` run too. */
  readonly inactive: boolean;
  readonly models: ReadonlyMap<string, Model>;
}

/** Entities only mark the text, so a scan shows them even where no pack of theirs is on. */
const always = 'identifiers';

/** The packs named, whole and in all their languages; without names, what is on at first start and the identifiers. */
export function packsToScan(
  { files, models }: PacksRead,
  names: readonly string[] | undefined,
): { readonly kind: 'packs'; readonly chosen: PacksChosen } | { readonly kind: 'unknown'; readonly id: string } {
  const packs = files.map((file) => file.pack);
  if (!names) {
    const active = packs.filter((pack) => pack.active || pack.id === always);
    return { kind: 'packs', chosen: { packs: active, inactive: false, models } };
  }
  const unknown = names.find((name) => !packs.some((pack) => pack.id === name));
  if (unknown !== undefined) return { kind: 'unknown', id: unknown };
  const named = packs.filter((pack) => names.includes(pack.id));
  return { kind: 'packs', chosen: { packs: named, inactive: true, models } };
}
