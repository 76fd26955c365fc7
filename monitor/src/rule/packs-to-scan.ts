/** Chooses the packs that a scan runs. */
import type { Pack } from '@atalaia/rules';
import type { PacksRead } from './read-packs.ts';

/** Entities only mark the text, so a scan shows them even where no pack of theirs is on. */
const always = 'identifiers';

/** The packs named, in all their languages, active or not; without names, the active ones and the identifiers. */
export function packsToScan(
  { files }: PacksRead,
  names: readonly string[] | undefined,
): { readonly kind: 'packs'; readonly packs: readonly Pack[] } | { readonly kind: 'unknown'; readonly id: string } {
  const packs = files.map((file) => file.pack);
  if (!names) return { kind: 'packs', packs: packs.filter((pack) => pack.active || pack.id === always) };
  const unknown = names.find((name) => !packs.some((pack) => pack.id === name));
  if (unknown !== undefined) return { kind: 'unknown', id: unknown };
  return { kind: 'packs', packs: packs.filter((pack) => names.includes(pack.id)) };
}
