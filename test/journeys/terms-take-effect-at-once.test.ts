/** Company terms: written in a form, sealed at rest, in force at once, every revision kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePack } from '@atalaia/rules';
import { terms } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import type { TermFields } from '../../monitor/src/rule/company-terms.ts';
import { exportTerms } from '../../monitor/src/rule/export-terms.ts';
import { listRules } from '../../monitor/src/rule/list.ts';
import { listTerms } from '../../monitor/src/rule/list-terms.ts';
import { removeTerm } from '../../monitor/src/rule/remove-term.ts';
import { saveTerm } from '../../monitor/src/rule/save-term.ts';
import { tryRules } from '../../monitor/src/rule/try.ts';
import { openArchive, user } from './archive.ts';

const may = authorize(user('gil', ['manager'], null), 'term:change');
const term: TermFields = {
  words: ['projeto falcão', 'falcao azul'],
  severity: 'critical',
  from: null,
  except: ['falcão azul peregrino'],
  example: 'como anda o Projeto FALCÃO?',
  note: 'Fusão ainda secreta',
};

test('a saved term is found in the next message, its exception is not, and a pack file can be made of it', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, contact, [contact]);
  const saved = await saveTerm(archive.deps, may, { id: null, revision: null, term });
  expect(saved).toMatchObject({ revision: 1, words: term.words });
  await archive.say(chat, contact, 'vi um falcão azul peregrino');
  expect(await archive.acts(number)).not.toContain('alert-raised');
  await archive.say(chat, contact, 'o projeto *falcao* foi aprovado');
  expect(await archive.acts(number)).toContain('alert-raised');
  const { yaml } = await exportTerms(archive.deps, may);
  expect(parsePack({ path: 'company.yaml', text: yaml })).toMatchObject({ kind: 'pack', pack: { id: 'company' } });
  expect(await archive.acts('company')).toEqual(['rules-activated', 'term-saved', 'rules-activated', 'terms-exported']);
});

test('its words stand nowhere in clear, and are listed only for those who may change them', async () => {
  await using archive = await openArchive();
  await saveTerm(archive.deps, may, { id: null, revision: null, term });
  for (const name of readdirSync(archive.home, { recursive: true, encoding: 'utf8' })) {
    const file = join(archive.home, name);
    const bytes = readdirOrRead(file);
    expect(bytes.toString('latin1'), name).not.toMatch(/falc(ã|a|\xc3\xa3)o|secreta/i);
  }
  const shown = (role: 'manager' | 'administrator') =>
    JSON.stringify(listRules(archive.deps, authorize(user('x', [role], null), 'rule:list')));
  expect(shown('manager')).toContain('falcão');
  expect(shown('administrator')).not.toContain('falcão');
});

test('a term that its own example contradicts is refused by name of the field, and nothing is kept', async () => {
  await using archive = await openArchive();
  const save = (changed: Partial<TermFields>) =>
    saveTerm(archive.deps, may, { id: null, revision: null, term: { ...term, ...changed } });
  await expect(save({ example: 'bom dia' })).rejects.toMatchObject({ code: 'term-refused', pointer: '/term/example' });
  await expect(save({ words: ['projeto falcão', '***'] })).rejects.toMatchObject({ pointer: '/term/words/1' });
  await expect(save({ words: ['falcão'], except: ['falcão peregrino e falcão azul'] })).resolves.toBeDefined();
  expect(
    (await archive.deps.records.find(terms, { index: 'byState', equals: { state: 'active' }, limit: 9 })).items,
  ).toHaveLength(1);
});

test('a revision takes the place of the one before, which is kept; of two at once one wins', async () => {
  await using archive = await openArchive();
  const first = await saveTerm(archive.deps, may, { id: null, revision: null, term });
  const change = (severity: 'low' | 'high') =>
    saveTerm(archive.deps, may, { id: first.id, revision: 1, term: { ...term, severity } });
  const outcomes = await Promise.allSettled([change('low'), change('high')]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const { terms: listed } = await listTerms(archive.deps, may);
  expect(listed).toMatchObject([{ id: first.id, revision: 2 }]);
  const kept = await archive.deps.records.find(terms, { index: 'byTerm', equals: { term: first.id }, limit: 9 });
  expect(kept.items.map(({ doc }) => doc.state)).toEqual(['superseded', 'active']);
  await expect(change('low')).rejects.toMatchObject({ code: 'changed-meanwhile' });

  await removeTerm(archive.deps, may, { id: first.id });
  expect((await listTerms(archive.deps, may)).terms).toEqual([]);
  expect(archive.deps.rules.current().set.evaluate({ text: term.example })).toEqual([]);
  await expect(removeTerm(archive.deps, may, { id: first.id })).rejects.toMatchObject({ code: 'not-found' });
});

test('a text can be tried against a term that is still being written; nothing is kept of it', async () => {
  await using archive = await openArchive();
  const text = 'o projeto falcão';
  expect(tryRules(archive.deps, may, { text }).hits).toEqual([]);
  expect(tryRules(archive.deps, may, { text, term }).hits).toMatchObject([{ severity: 'critical', start: 2, end: 16 }]);
  expect((await listTerms(archive.deps, may)).terms).toEqual([]);
});

function readdirOrRead(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
