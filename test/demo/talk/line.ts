/** What a dialogue of the demo is made of. */
import type { Desk } from '../company.ts';
import type { FileName } from '../files.ts';

export interface Line {
  readonly by: 'contact' | 'agent';
  /** The text, or the caption of the file. Words in braces vary. */
  readonly text: string;
  readonly file?: FileName;
  /** What the writer makes of it afterwards. */
  readonly edited?: string;
  readonly deleted?: true;
  /** What the other side answers with. */
  readonly reaction?: string;
}

export interface Dialogue {
  readonly lines: readonly Line[];
}

/** A dialogue in which a rule fires, and what those who read it decided. */
export interface Case extends Dialogue {
  readonly decision: 'confirmed' | 'dismissed' | 'escalated';
  readonly reason: 'policy-breach' | 'legal-risk' | 'needs-coaching' | 'false-positive' | 'business-as-usual';
}

export interface Talk {
  readonly everyday: Readonly<Record<Desk, readonly Dialogue[]>>;
  readonly cases: Readonly<Record<Desk, readonly Case[]>>;
  /** What the words in braces stand for. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

type More = Omit<Line, 'by' | 'text'>;

/** The contact writes. */
export const c = (text: string, more: More = {}): Line => ({ by: 'contact', text, ...more });
/** The agent writes. */
export const a = (text: string, more: More = {}): Line => ({ by: 'agent', text, ...more });

export const everyday = (...lines: readonly Line[]): Dialogue => ({ lines });
export const judged = (decision: Case['decision'], reason: Case['reason'], ...lines: readonly Line[]): Case => ({
  lines,
  decision,
  reason,
});
