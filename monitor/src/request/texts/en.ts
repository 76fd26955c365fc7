/** English: the answers to requests. */
import type { LegalBasis } from '@atalaia/storage';
import type { AnswerTexts, Purpose } from './texts.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  quality: 'quality of service',
  'fraud-prevention': 'prevention of fraud',
  'legal-duty': 'compliance with legal obligations',
  security: 'security of people and of the company',
  dispute: 'evidence in case of a dispute',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'consent (LGPD, art. 7º, I)',
  'legitimate-interest': 'legitimate interests (LGPD, art. 7º, IX)',
  'legal-obligation': 'compliance with a legal or regulatory obligation (LGPD, art. 7º, II)',
  'exercise-of-rights': 'the regular exercise of rights (LGPD, art. 7º, VI)',
  contract: 'performance of a contract (LGPD, art. 7º, V)',
};

const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const count = (messages: number) =>
  `${new Intl.NumberFormat('en').format(messages)} message${messages === 1 ? '' : 's'}`;

export const en: AnswerTexts = {
  cite: (law, { lgpd, gdpr: [article, paragraph, letter] }) =>
    law === 'lgpd'
      ? `LGPD, ${lgpd}`
      : `Article ${article}${paragraph ? `(${paragraph})` : ''}${letter ? `(${letter})` : ''} GDPR`,
  asked: {
    access: 'access to your data',
    correction: 'rectification of inaccurate or incomplete data',
    anonymise: 'anonymisation of your data',
    erase: 'erasure of your personal data',
    restrict: 'restriction of processing',
    object: 'an end to processing to which you object',
  },
  received: (asked, right, day) => `On ${day} we received your request for ${asked} (${right}).`,
  accepted: {
    access:
      'We grant it. For your security no data is sent in a message: you are given a personal link and, by another way, a code that opens it. There you can read the data and download a complete copy.',
    correction:
      'We grant it. Your correction now stands beside the original record, which does not change, and goes with it whenever it is read or copied.',
    anonymise:
      'We grant it. Your personal data has been anonymised: only counts remain, and they cannot be linked to you.',
    erase:
      'We grant it. Your personal data has been erased and the keys that opened it destroyed. The certificate says what was erased and what the law requires us to keep.',
    restrict:
      'We grant it. The processing of your data is restricted: nothing new is kept, and what exists is stored and not otherwise used.',
    object:
      'We grant it. Your objection is on record; the processing to which you object has stopped, except for what the law obliges us to record.',
  },
  part: 'We grant it in part. As to the rest, the reason is this:',
  refused: 'We cannot grant it, for this reason:',
  limbs: {
    'legal-duty': {
      lgpd: 'we need to process this data to comply with a legal or regulatory obligation; once the statutory period is over it will be erased.',
      gdpr: 'processing is necessary for compliance with a legal obligation to which we are subject; once the statutory period is over the data will be erased.',
    },
    'exercise-of-rights': {
      lgpd: 'the data is needed for the regular exercise of rights in judicial, administrative or arbitral proceedings.',
      gdpr: 'the data is necessary for the establishment, exercise or defence of legal claims.',
    },
    'legal-hold':
      'the data is under a legal hold because of proceedings or an inquiry under way; as long as that lasts it cannot be erased.',
    'identity-not-proved': {
      lgpd: 'a request must be made expressly by the data subject or their legal representative, and we could not confirm that it was you who asked. With another proof of identity you may ask again.',
      gdpr: 'we have reasonable doubts concerning the identity of the person making the request. With the additional information necessary to confirm it you may ask again.',
    },
    'not-their-data': 'the data that the request refers to does not concern you, or we do not process it.',
    'others-rights': {
      lgpd: 'part of the data concerns other people, whose own data and privacy the law protects as well; it has been left out.',
      gdpr: 'a copy of that part would adversely affect the rights and freedoms of others; it has been left out.',
    },
    'manifestly-unfounded': {
      lgpd: 'there are reasons of fact or of law that prevent it: the request is manifestly unfounded, or repeats one that was answered.',
      gdpr: 'the request is manifestly unfounded or excessive, in particular because of its repetitive character.',
    },
    'already-done': 'what you ask for has been done already, in answer to an earlier request.',
  },
  ground: (article) => `Legal ground: ${article}.`,
  complaint: (law, article) =>
    law === 'lgpd'
      ? `If you disagree, you may petition the Brazilian data protection authority (ANPD) and consumer protection bodies (${article}).`
      : `If you disagree, you may lodge a complaint with a supervisory authority and seek a judicial remedy (${article}).`,
  simplified: ({ messages, from, to, bases: held, purposes: why }, article) =>
    [
      messages === 0
        ? 'We confirm that we process no messages of yours.'
        : `We confirm that we process personal data of yours: ${count(messages)} exchanged with our company over WhatsApp, from ${from} to ${to}, with your name and telephone number.`,
      ...(held.length === 0 ? [] : [`Legal basis: ${list(held.map((basis) => bases[basis]))}.`]),
      ...(why.length === 0 ? [] : [`Purpose: ${list(why.map((purpose) => purposes[purpose]))}.`]),
      `This is the answer in simplified form; the clear and complete statement follows within 15 days (${article}).`,
    ].join('\n\n'),
};
