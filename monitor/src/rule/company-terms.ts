/** The company's own terms as a rule pack: one lexicon rule a term, opened from its seal. */
import type { LexiconRule, Pack } from '@atalaia/rules';
import { placeOf, type Records, type StoredTerm, terms, type Vault } from '@atalaia/storage';
import type { z } from 'zod';
import { type TermView, termFields } from '../api/rule-views.ts';
import { everyPage } from '../every-page.ts';
import { companyTitle } from './rule-text.ts';
import { companyPack } from './rule-view.ts';

export type TermFields = z.infer<typeof termFields>;

/** Lists are read in pages of this many. */
const pageSize = 500;

/** The pack of all active terms; undefined if there are none. */
export async function companyTermsPack(deps: {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}): Promise<Pack | undefined> {
  const active = await activeTerms(deps);
  return active.length === 0 ? undefined : companyPackOf(active.map(({ doc, fields }) => [doc.term, fields] as const));
}

/** A pack of these terms; each rule is named as given. */
export function companyPackOf(named: readonly (readonly [name: string, fields: TermFields])[]): Pack {
  const rules = named.map(([name, fields]) => termRule(name, fields));
  return { id: companyPack, version: '1', language: 'any', title: companyTitle, active: true, rules };
}

function termRule(id: string, fields: TermFields): LexiconRule {
  const word = fields.words[0] ?? '';
  const note = fields.note === '' ? undefined : fields.note;
  return {
    id,
    kind: 'lexicon',
    severity: fields.severity,
    effect: 'alert',
    ...(fields.from ? { from: fields.from } : {}),
    title: { 'pt-BR': `Termo da empresa: ${word}`, en: `Company term: ${word}`, es: `Término de la empresa: ${word}` },
    why: {
      'pt-BR': note ?? 'A empresa pediu para ser avisada quando estas palavras aparecem.',
      en: note ?? 'The company asked to be told when these words appear.',
      es: note ?? 'La empresa pidió que se le avise cuando aparecen estas palabras.',
    },
    terms: fields.words,
    ...(fields.except.length > 0 ? { except: fields.except } : {}),
    // A pack file must name what passes; where there is no exception, a text without words does.
    examples: { match: [fields.example], pass: fields.except.length > 0 ? fields.except : ['…'] },
  };
}

export interface OpenedTerm {
  readonly doc: StoredTerm;
  readonly fields: TermFields;
}

/** Every active term with its opened form, oldest first; of a term caught between two revisions, the newer. */
export async function activeTerms(deps: {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}): Promise<readonly OpenedTerm[]> {
  const newest = new Map<string, StoredTerm>();
  const every = everyPage((after) =>
    deps.records.find(terms, { index: 'byState', equals: { state: 'active' }, limit: pageSize, ...after }),
  );
  for await (const { doc } of every) {
    if ((newest.get(doc.term)?.revision ?? 0) < doc.revision) newest.set(doc.term, doc);
  }
  const opened: OpenedTerm[] = [];
  for (const doc of newest.values()) {
    const fields = await openTerm(deps.vault, doc);
    if (fields) opened.push({ doc, fields });
  }
  return opened;
}

export const termPlace = (id: string) => placeOf(terms, id, 'sealedTerm');

/** Undefined if its key was destroyed. */
async function openTerm(vault: Pick<Vault, 'openText'>, doc: StoredTerm): Promise<TermFields | undefined> {
  const json = await vault.openText(termPlace(doc.id), doc.sealedTerm);
  return json === undefined ? undefined : termFields.parse(JSON.parse(json));
}

/** The term as screens show it; its id stays the same through all revisions. */
export function termView(doc: StoredTerm, fields: TermFields): TermView {
  return { ...fields, id: doc.term, revision: doc.revision, by: doc.by, createdAt: doc.createdAt };
}
