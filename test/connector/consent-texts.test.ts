/** The built-in notices tell all that the law asks for, in three languages, and name only words that are understood. */

import { type NoticeFacts, noticeTemplate } from '@atalaia/connector';
import { type Language, legalBases } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { readReply } from '../../connector/src/consent/reply.ts';
import { textsIn } from '../../connector/src/consent/texts/texts.ts';

const languages: readonly Language[] = ['pt-BR', 'en', 'es'];
const facts: NoticeFacts = {
  controller: 'Padaria Aurora Ltda.',
  dpoContact: 'privacidade@aurora.example',
  policyUrl: 'https://aurora.example/privacidade',
  purposes: ['quality', 'fraud-prevention', 'legal-duty', 'security', 'dispute'],
  basis: 'legitimate-interest',
  mode: 'notice',
  retentionMonths: 12,
  sharedWith: ['Nuvem Clara S.A.'],
};

test.each(languages)('in %s the chat gets two lines, with controller, DPO, link, and how to object', (language) => {
  for (const basis of legalBases) {
    for (const mode of ['notice', 'opt-in'] as const) {
      const { chat, long } = noticeTemplate(language, { ...facts, basis, mode });
      expect(chat.split('\n')).toHaveLength(2);
      for (const told of [facts.controller, facts.dpoContact, facts.policyUrl ?? '']) expect(chat).toContain(told);
      for (const told of [facts.controller, facts.dpoContact, '12', 'Nuvem Clara S.A.']) expect(long).toContain(told);
      expect(long.split('\n\n')).toHaveLength(10);
    }
  }
});

test.each(languages)('in %s everything is in the chat if there is no page to link to', (language) => {
  const { chat, long } = noticeTemplate(language, { ...facts, policyUrl: null });
  expect(chat.endsWith(long)).toBe(true);
  expect(`${chat}${long}`).not.toContain('null');
});

/** Words in capitals are those that the contact may send. */
function offered(text: string): readonly string[] {
  const names = /LGPD|RGPD|GDPR|ANPD|S\.A\.|\b(?:II|VI|IX|V)\b/g;
  return [...text.replaceAll(names, '').matchAll(/(?:I )?\p{Lu}{2,}(?:[ ]\p{Lu}+)*/gu)].map(([words]) => words);
}

test.each(languages)('in %s each word that a text offers is understood', (language) => {
  const { chat, long } = noticeTemplate(language, { ...facts, mode: 'opt-in', basis: 'consent' });
  const { agreed, stopped, stoppedHere, question, dataAsked, erasureAsked } = textsIn(language);
  const words = [chat, long, agreed, stopped, stoppedHere, question, dataAsked, erasureAsked].flatMap(offered);
  expect(words.length).toBeGreaterThan(8);
  for (const word of words) {
    expect(readReply(word).kind, word).toMatch(/^(agree|refuse|withdraw|data-asked|erasure-asked)$/);
  }
  for (const anew of offered(stopped)) expect(readReply(anew)).toEqual({ kind: 'agree', alone: true });
});

test.each(languages)('no answer of ours in %s would be taken for an answer by another number', (language) => {
  const texts = textsIn(language);
  const all = [...legalBases.map(texts.goesOn), texts.agreed, texts.stopped, texts.stoppedHere, texts.question];
  for (const text of [...all, texts.dataAsked, texts.erasureAsked, texts.languageChosen]) {
    expect(['nothing', 'in-doubt']).toContain(readReply(text).kind);
  }
});
