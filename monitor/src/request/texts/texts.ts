/** What a person is answered, in their language: written by hand, with the law's own words, and without any of their data. */
import type { Language, LegalBasis, Request, RequestKind } from '@atalaia/storage';
import type { Cited, RequestLimb } from '../law.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-br.ts';

type Law = Request['law'];
export type Purpose = 'quality' | 'fraud-prevention' | 'legal-duty' | 'security' | 'dispute';

/** What is held, in the simplified form that LGPD art. 19 I wants at once. */
export interface HeldFacts {
  readonly messages: number;
  /** Days in the company's zone, as the language writes them; null where nothing is held. */
  readonly from: string | null;
  readonly to: string | null;
  readonly bases: readonly LegalBasis[];
  readonly purposes: readonly Purpose[];
}

/** One language's texts. */
export interface AnswerTexts {
  /** "Article 17(3)(b) GDPR". */
  cite(law: Law, cited: Cited): string;
  /** What was asked for, as it goes after "your request for". */
  readonly asked: Readonly<Record<RequestKind, string>>;
  /** The request, its right and its day. */
  received(asked: string, right: string, day: string): string;
  readonly accepted: Readonly<Record<RequestKind, string>>;
  /** Goes before the reason. */
  readonly part: string;
  readonly refused: string;
  /** The reason, by limb; each law has its own words. */
  readonly limbs: Readonly<Record<RequestLimb, string | Readonly<Record<Law, string>>>>;
  /** "Legal ground: …" */
  ground(article: string): string;
  complaint(law: Law, article: string): string;
  simplified(facts: HeldFacts, article: string): string;
}

export function answerTextsIn(language: Language): AnswerTexts {
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
