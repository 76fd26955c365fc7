/** Everything the portal says by itself, by language; words for codes are those of the export. The type is written once; each language fills it by hand. */
import type { Language, RequestKind } from '@atalaia/storage';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-BR.ts';

interface Titled {
  readonly title: string;
  readonly text: string;
}

/** What a person may ask for at the portal; the access is the portal itself. */
export type AskableKind = Exclude<RequestKind, 'access'>;

export interface PortalTexts {
  readonly languageName: string;
  readonly chooseLanguage: string;
  readonly brand: string;
  readonly skip: string;
  readonly door: {
    readonly title: string;
    readonly lead: string;
    readonly code: string;
    readonly codeHint: string;
    readonly once: string;
    readonly recorded: string;
    readonly open: string;
    readonly wrong: (left: number) => string;
    readonly paste: string;
  };
  readonly dead: Titled;
  readonly many: Titled;
  readonly broken: Titled;
  readonly refused: Titled;
  readonly nav: Readonly<Record<'label' | 'summary' | 'messages' | 'download' | 'ask', string>>;
  readonly until: (at: string) => string;
  readonly end: { readonly button: string; readonly lead: string };
  readonly unknown: string;
  readonly summary: {
    readonly title: string;
    readonly you: string;
    readonly name: string;
    readonly phone: string;
    readonly none: string;
    readonly beside: (text: string) => string;
    readonly since: (at: string) => string;
    readonly controller: string;
    readonly number: string;
    readonly dpo: string;
    readonly policy: string;
    readonly basis: string;
    readonly purposes: string;
    readonly retention: string;
    readonly months: (months: number) => string;
    readonly kept: string;
    readonly messages: string;
    readonly files: string;
    readonly groups: string;
    readonly notices: string;
    readonly first: string;
    readonly last: string;
    readonly screened: string;
    readonly timeline: string;
    readonly noTimeline: string;
    readonly words: string;
    readonly readers: string;
    readonly readersLead: string;
    readonly noReaders: string;
  };
  readonly messages: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly chat: (number: string) => string;
    readonly earlier: string;
    readonly newest: string;
    readonly edited: string;
    readonly was: string;
    readonly revoked: string;
    readonly correction: (text: string) => string;
    readonly asked: (text: string) => string;
    readonly damaged: string;
    readonly file: (kind: string) => string;
    readonly correct: string;
  };
  readonly download: {
    readonly title: string;
    readonly lead: string;
    readonly begin: string;
    readonly next: string;
    readonly running: string;
    readonly progress: (done: string, total: string) => string;
    readonly again: string;
    readonly ready: string;
    readonly file: (size: string) => string;
    readonly until: (at: string) => string;
    readonly hash: string;
    readonly fingerprint: string;
    readonly fingerprintLead: string;
    readonly failed: string;
    readonly doubts: string;
  };
  readonly ask: {
    readonly title: string;
    readonly lead: string;
    readonly dueBy: (at: string) => string;
    readonly words: string;
    readonly send: string;
    readonly already: string;
    readonly kinds: Readonly<
      Record<AskableKind, { readonly name: string; readonly law: string; readonly what: string }>
    >;
    readonly field: string;
    /** The message that a correction is about, by its time. */
    readonly messageOf: (at: string) => string;
    readonly fields: Readonly<Record<'name' | 'message' | 'other', string>>;
    readonly correct: string;
    readonly about: string;
    readonly sent: string;
    readonly sentNext: (at: string) => string;
    readonly yours: string;
    readonly none: string;
    readonly withdraw: string;
    readonly received: (at: string) => string;
    readonly refusedHere: string;
    readonly corrections: string;
    readonly correctionState: Readonly<Record<'asked' | 'accepted' | 'refused', string>>;
  };
}

const all: Readonly<Record<Language, PortalTexts>> = { 'pt-BR': ptBR, en, es };

export function textsIn(language: Language): PortalTexts {
  return all[language];
}

/** The languages in the order in which they are offered. */
export const offered = ['pt-BR', 'en', 'es'] as const satisfies readonly Language[];
