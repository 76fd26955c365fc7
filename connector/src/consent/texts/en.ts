/** English: the notice and the answers. */
import type { LegalBasis } from '@atalaia/storage';
import type { ConsentTexts, NoticeFacts } from './texts.ts';

const purposes: Readonly<Record<NoticeFacts['purposes'][number], string>> = {
  quality: 'quality of service',
  'fraud-prevention': 'fraud prevention',
  'legal-duty': 'meeting legal duties',
  security: 'the safety of people and company',
  dispute: 'evidence in case of a dispute',
};

const bases: Readonly<Record<LegalBasis, string>> = {
  consent: 'your consent (LGPD art. 7 I; GDPR art. 6 (1) a)',
  'legitimate-interest': 'legitimate interest (LGPD art. 7 IX; GDPR art. 6 (1) f)',
  'legal-obligation': 'a legal obligation (LGPD art. 7 II; GDPR art. 6 (1) c)',
  'exercise-of-rights': 'the exercise of legal rights (LGPD art. 7 VI; GDPR art. 6 (1) f)',
  contract: 'the performance of a contract (LGPD art. 7 V; GDPR art. 6 (1) b)',
};

/** An ellipsis while nothing was chosen yet. */
function list(items: readonly string[]): string {
  return items.length === 0 ? '…' : new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
}

const anew = 'If you change your mind, send I AGREE TO THE RECORDING.';

export const en: ConsentTexts = {
  brief: ({ controller, dpoContact, policyUrl, basis, mode, ...facts }) => {
    const why = `for ${list(facts.purposes.map((purpose) => purposes[purpose]))}, on the basis of ${bases[basis]}`;
    const where =
      policyUrl === null
        ? `Data protection officer: ${dpoContact}.`
        : `All about it: ${policyUrl} (data protection officer: ${dpoContact}).`;
    const before = 'What you wrote before this notice was not kept: if it matters, please repeat it.';
    const rights = 'Your data: send MY DATA or DELETE.';
    return mode === 'opt-in'
      ? `Notice from ${controller}: if you agree, this conversation will be kept and checked automatically ${why}. ${where}\n` +
          `Reply YES to agree or NO to refuse; later, STOP ends it. ${before} ${rights}`
      : `Notice from ${controller}: from now on, this conversation is kept and checked automatically ${why}. ${where}\n` +
          `To object, send STOP. ${before} ${rights}`;
  },
  whole: ({ controller, dpoContact, policyUrl, basis, mode, retentionMonths, sharedWith, ...facts }) =>
    [
      `What we keep: messages, voice notes, images, documents, edits and deletions of this conversation, with date and time, ${mode === 'opt-in' ? 'only after you agree' : 'only from this notice on'}. What came before was not kept.`,
      `Purpose: ${list(facts.purposes.map((purpose) => purposes[purpose]))}.`,
      `Legal basis: ${bases[basis]}.`,
      `For how long: ${retentionMonths === 1 ? '1 month' : `${retentionMonths} months`}, always encrypted. Then the content is erased, from backups as well once these have run out, except what the law makes us keep for longer.`,
      `Shared with: ${sharedWith.length === 0 ? 'nobody' : list(sharedWith)}, and with authorities where the law requires it.`,
      'Automated screening: a program looks for signs that rules are broken. No decision is taken by the program alone: a person always judges, and you may ask for a review.',
      `Controller: ${controller}. Data protection officer: ${dpoContact}.`,
      'Your rights: to confirm and access, correct, anonymise, restrict, erase and port your data, to know with whom it was shared, to object, to withdraw consent, and to complain to the data protection authority. In this conversation: send MY DATA or DELETE.',
      objecting(basis, mode),
      ...(policyUrl === null ? [] : [`Whole policy: ${policyUrl}`]),
    ].join('\n\n'),
  agreed:
    'Thank you. Your agreement was recorded: from now on this conversation is kept. To end it at any time, send STOP.',
  stopped: `Understood: from now on, what you write here is no longer kept. ${anew}`,
  stoppedHere: `Understood: from now on, what you write here is no longer kept, and our data protection officer was told. Whatever must be recorded will go on through another channel, which the agent will name. ${anew}`,
  goesOn: (basis) =>
    `We received your objection and opened a request for our data protection officer, who will answer. Until then this conversation continues to be kept, because the basis is ${bases[basis]}, which does not depend on agreement. If you prefer, use another channel.`,
  dataAsked:
    'We received your request to access your data. Our data protection officer will confirm that it is you and answer; for safety, data is never sent in this conversation.',
  erasureAsked:
    'We received your request to erase your data. Our data protection officer will confirm that it is you and answer. If that is not what you wanted, tell us here.',
  question:
    'It was not clear whether you agree that this conversation is kept. Please reply to this message with YES or NO.',
  languageChosen: 'All right: from now on, our notices come in English.',
};

function objecting(basis: LegalBasis, mode: NoticeFacts['mode']): string {
  const how = mode === 'opt-in' ? 'To refuse, reply NO; to end it after agreeing, send STOP' : 'To object, send STOP';
  switch (basis) {
    case 'consent':
      return `${how}. Nothing more is kept from that moment on.`;
    case 'legitimate-interest':
    case 'contract':
      return `${how}. Nothing more is kept from that moment on; whatever must be recorded will go on through another channel.`;
    case 'legal-obligation':
    case 'exercise-of-rights':
      return `${how}. We open a request and the data protection officer answers; as the law requires or permits the record, it may go on.`;
    default:
      return basis satisfies never;
  }
}
