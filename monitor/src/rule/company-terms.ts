/** The company's own terms (PRODUCT.md R10) as a rule pack: one lexicon rule a term, opened from its seal. */
import type { LexiconRule, Pack, Translated } from '@atalaia/rules';
import { type Records, type StoredTerm, terms, type Vault } from '@atalaia/storage';
import type { z } from 'zod';
import { type TermView, termFields } from '../api/views.ts';
import { companyPack } from './rule-view.ts';

export type TermFields = z.infer<typeof termFields>;

const title: Translated = {
  'pt-BR': 'Termos da empresa',
  en: 'Company terms',
  es: 'Términos de la empresa',
};
/** Lists are read in pages of this many. */
const pageSize = 500;

/** The pack of all active terms; undefined if there are none. */
export async function companyTermsPack(deps: {
  readonly records: Records;
  readonly vault: Vault;
}): Promise<Pack | undefined> {
  const active = await activeTerms(deps);
  return active.length === 0 ? undefined : packOf(active.map(({ doc, fields }) => termRule(doc.term, fields)));
}

/** A pack that holds only this term, as it would run. */
export function packOfTerm(term: string, fields: TermFields): Pack {
  return packOf([termRule(term, fields)]);
}

function packOf(rules: readonly LexiconRule[]): Pack {
  return { id: companyPack, version: '1', language: 'any', title, active: true, rules };
}

function termRule(term: string, fields: TermFields): LexiconRule {
  const name = fields.words[0] ?? '';
  const note = fields.note === '' ? undefined : fields.note;
  return {
    id: term,
    kind: 'lexicon',
    severity: fields.severity,
    effect: 'alert',
    ...(fields.from ? { from: fields.from } : {}),
    title: { 'pt-BR': `Termo da empresa: ${name}`, en: `Company term: ${name}`, es: `Término de la empresa: ${name}` },
    why: {
      'pt-BR': note ?? 'A empresa pediu para ser avisada quando estas palavras aparecem.',
      en: note ?? 'The company asked to be told when these words appear.',
      es: note ?? 'La empresa pidió que se le avise cuando aparecen estas palabras.',
    },
    terms: fields.words,
    ...(fields.except.length > 0 ? { except: fields.except } : {}),
    examples: { match: [fields.example], pass: [] },
  };
}

export interface OpenedTerm {
  readonly doc: StoredTerm;
  readonly fields: TermFields;
}

/** Every active term with its opened form, oldest first; of a term caught between two revisions, the newer. */
export async function activeTerms(deps: {
  readonly records: Records;
  readonly vault: Vault;
}): Promise<readonly OpenedTerm[]> {
  const newest = new Map<string, StoredTerm>();
  let after: string | undefined;
  do {
    const page = await deps.records.find(terms, {
      index: 'byState',
      equals: { state: 'active' },
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    for (const { doc } of page.items) {
      if ((newest.get(doc.term)?.revision ?? 0) < doc.revision) newest.set(doc.term, doc);
    }
    after = page.next;
  } while (after !== undefined);
  const opened: OpenedTerm[] = [];
  for (const doc of newest.values()) {
    const fields = await openTerm(deps.vault, doc);
    if (fields) opened.push({ doc, fields });
  }
  return opened;
}

export const termPlace = (id: string) => ({ collection: 'terms', id, field: 'sealedTerm' });

/** Undefined if its key was destroyed. */
export async function openTerm(vault: Vault, doc: StoredTerm): Promise<TermFields | undefined> {
  const json = await vault.openText(termPlace(doc.id), doc.sealedTerm);
  return json === undefined ? undefined : termFields.parse(JSON.parse(json));
}

/** The term as screens show it; its id stays the same through all revisions. */
export function termView(doc: StoredTerm, fields: TermFields): TermView {
  return { ...fields, id: doc.term, revision: doc.revision, by: doc.by, createdAt: doc.createdAt };
}
