/** What the program says to contacts, in their language: the built-in notice and the answers to what they reply. */
import type { CaptureSettings, Language, LegalBasis } from '@atalaia/storage';
import type { Mode } from '../effects.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-br.ts';

/** What a notice has to tell of one number (LGPD art. 9; GDPR art. 13). */
export interface NoticeFacts {
  /** Who decides about the data: the company's name. */
  readonly controller: string;
  /** How to reach the DPO: an address or a phone number. */
  readonly dpoContact: string;
  /** Where the whole policy stands; without one the long text goes into the chat as well. */
  readonly policyUrl: string | null;
  readonly purposes: CaptureSettings['purposes'];
  readonly basis: LegalBasis;
  readonly mode: Mode;
  readonly retentionMonths: number;
  /** Recipients beside the company itself; empty: nobody. */
  readonly sharedWith: readonly string[];
}

/** `chat` goes into the conversation; `long` is the whole, for the policy page and for whoever asks. */
export interface NoticeWords {
  readonly chat: string;
  readonly long: string;
}

/** One language's texts. */
export interface ConsentTexts {
  /** The two lines in the chat. */
  brief(facts: NoticeFacts): string;
  /** All the rest, one matter a paragraph. */
  whole(facts: NoticeFacts): string;
  /** The contact agreed. */
  readonly agreed: string;
  /** The contact refused or withdrew, and nothing more is kept. */
  readonly stopped: string;
  /** The same, where the company may have to record what follows: the agent goes on elsewhere. */
  readonly stoppedHere: string;
  /** The contact refused or withdrew, and the law keeps the record going; a request was opened. */
  goesOn(basis: LegalBasis): string;
  readonly dataAsked: string;
  readonly erasureAsked: string;
  /** What they meant was not clear. Asked once. */
  readonly question: string;
  readonly languageChosen: string;
}

export function textsIn(language: Language): ConsentTexts {
  switch (language) {
    case 'pt-BR':
      return ptBR;
    case 'en':
      return en;
    case 'es':
      return es;
    default:
      return language satisfies never;
  }
}

/** The built-in notice with the number's facts in it; a draft to be read, changed and approved by a dpo. */
export function noticeTemplate(language: Language, facts: NoticeFacts): NoticeWords {
  const texts = textsIn(language);
  const [brief, long] = [texts.brief(facts), texts.whole(facts)];
  return { chat: facts.policyUrl === null ? `${brief}\n\n${long}` : brief, long };
}
