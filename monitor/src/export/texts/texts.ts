/** Every word that an export says by itself, in the person's language. */
import type { Language } from '@atalaia/storage';
import type { LineView } from '../../api/conversation-views.ts';
import type { VerifierWords } from '../verifier/bundle.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { portuguese } from './pt-br.ts';
import type { CodeWords } from './words/words.ts';

export interface ExportTexts extends CodeWords {
  readonly title: string;
  readonly lead: string;
  readonly made: string;
  readonly since: string;
  readonly skip: string;
  readonly back: string;
  readonly earlier: string;
  readonly later: string;
  readonly nothing: string;
  readonly notKnown: string;
  readonly you: string;
  readonly company: string;
  readonly unknownWriter: string;
  /** `{letter}` */
  readonly other: string;
  readonly sections: {
    readonly identity: string;
    readonly controller: string;
    readonly chats: string;
    readonly consents: string;
    readonly corrections: string;
    readonly requests: string;
    readonly readers: string;
    readonly recipients: string;
    readonly roster: string;
    readonly policies: string;
    readonly files: string;
    readonly proof: string;
    readonly notIn: string;
  };
  readonly labels: Readonly<
    Record<
      | 'name'
      | 'phone'
      | 'role'
      | 'state'
      | 'notice'
      | 'knownBy'
      | 'metAt'
      | 'number'
      | 'controller'
      | 'dpoContact'
      | 'policy'
      | 'basis'
      | 'purposes'
      | 'retention'
      | 'when'
      | 'what'
      | 'how'
      | 'text'
      | 'hash'
      | 'who'
      | 'kind'
      | 'due'
      | 'answer'
      | 'from'
      | 'to'
      | 'device'
      | 'messages'
      | 'pages'
      | 'fingerprint',
      string
    >
  >;
  readonly months: string;
  readonly chatKinds: Readonly<Record<'direct' | 'group' | 'for-company', string>>;
  /** What of a chat with others is not in it. */
  readonly onlyYours: string;
  readonly onlyYoursLead: string;
  readonly bubble: {
    readonly edited: string;
    readonly versions: string;
    readonly deleted: string;
    readonly forwarded: string;
    readonly viewOnce: string;
    readonly answered: string;
    readonly answeredUnknown: string;
    readonly unreadable: string;
    readonly imported: string;
    readonly correction: string;
    readonly votes: string;
    readonly files: Readonly<Record<'missing' | 'pending' | 'expired' | 'erased' | 'withheld-for-others', string>>;
    readonly open: string;
  };
  /** Between messages; `{count}`, `{from}` and `{to}` are put in. */
  readonly lines: {
    readonly withheld: string;
    readonly withheldReasons: Readonly<Record<Extract<LineView, { kind: 'withheld' }>['reason'], string>>;
    readonly gap: string;
    readonly gapOpen: string;
    readonly gapContent: Readonly<Record<Extract<LineView, { kind: 'gap' }>['content'], string>>;
    readonly notice: string;
  };
  readonly csv: readonly string[];
  /** Of the PDF, `{count}` messages at most. */
  readonly pdfLeftOut: string;
  readonly pdfNote: string;
  /** What the law leaves out of an export. */
  readonly notIn: readonly string[];
  readonly proof: readonly string[];
  /** Each file or folder and what it is. */
  readonly files: readonly (readonly [string, string])[];
  readonly verifier: VerifierWords;
  /** What the export of the whole company says of itself instead. */
  readonly ofCompany: Pick<ExportTexts, 'title' | 'lead' | 'files' | 'notIn'>;
}

export function exportTexts(language: Language): ExportTexts {
  switch (language) {
    case 'pt-BR':
      return portuguese;
    case 'en':
      return english;
    case 'es':
      return spanish;
    default:
      return language satisfies never;
  }
}

/** Puts values in the places of a text. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
