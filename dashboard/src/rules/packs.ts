/** Packs as people know them: one for each id, each rule once, whatever the number of language files; narrowed by what is looked for. */
import type { ModeView, PackView, RuleRow } from '@atalaia/monitor/api';
import type { Language } from '../i18n/texts.ts';

export interface RuleOfPack extends RuleRow {
  readonly languages: readonly PackView['language'][];
}

export interface PackGroup {
  readonly id: string;
  readonly title: PackView['title'];
  readonly languages: readonly PackView['language'][];
  /** What was chosen for the whole pack; null where its files decide. */
  readonly mode: ModeView | null;
  readonly rules: readonly RuleOfPack[];
}

/** Each rule as the reader's own language has it, if that has it. */
export function groupPacks(packs: readonly PackView[], language: Language): readonly PackGroup[] {
  const own = (file: PackView) => (file.language === language ? 0 : 1);
  return [...Map.groupBy(packs, ({ id }) => id)].flatMap(([id, files]) => {
    const sorted = files.toSorted((a, b) => own(a) - own(b));
    const [first] = sorted;
    if (first === undefined) return [];
    const rules = new Map<string, RuleOfPack>();
    for (const file of sorted) {
      for (const rule of file.rules) {
        const known = rules.get(rule.ref);
        const languages = [...(known?.languages ?? []), file.language];
        rules.set(rule.ref, { ...(known ?? rule), languages });
      }
    }
    const languages = sorted.map((file) => file.language);
    return [{ id, title: first.title, languages, mode: first.mode, rules: [...rules.values()] }];
  });
}

/** A line of the list: a pack's heading, or a rule below it. */
export type PackLine =
  | { readonly kind: 'pack'; readonly key: string; readonly pack: PackGroup; readonly shown: number }
  | { readonly kind: 'rule'; readonly key: string; readonly rule: RuleOfPack };

export interface RuleFilter {
  readonly words: string;
  readonly mode: ModeView | 'changed' | 'all';
}

/** Packs of which nothing is left are left out. */
export function packLines(groups: readonly PackGroup[], filter: RuleFilter, language: Language): readonly PackLine[] {
  const words = plain(filter.words).split(/\s+/).filter(Boolean);
  return groups.flatMap((pack): PackLine[] => {
    const inPack = plain(`${pack.id} ${pack.title[language]}`);
    const rules = pack.rules.filter((rule) => {
      if (!isIn(filter.mode, rule)) return false;
      const said = `${inPack} ${plain(`${rule.ref} ${rule.title[language]} ${rule.why[language]}`)}`;
      return words.every((word) => said.includes(word));
    });
    if (rules.length === 0) return [];
    return [
      { kind: 'pack', key: pack.id, pack, shown: rules.length },
      ...rules.map((rule) => ({ kind: 'rule', key: rule.ref, rule }) as const),
    ];
  });
}

function isIn(mode: RuleFilter['mode'], rule: RuleOfPack): boolean {
  if (mode === 'all') return true;
  return mode === 'changed' ? rule.changed || rule.exceptions.length > 0 : rule.mode === mode;
}

/** Without case and accents, as people type when they look for something. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
