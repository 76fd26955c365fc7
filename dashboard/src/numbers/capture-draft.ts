/** The settings of a number as the form holds them: text fields are texts, an empty one is nothing decided. */
import { type CaptureFields, captureFields } from '@atalaia/monitor/api';

export const bases = ['consent', 'legitimate-interest', 'legal-obligation', 'exercise-of-rights', 'contract'] as const;
export const purposes = ['quality', 'fraud-prevention', 'legal-duty', 'security', 'dispute'] as const;
export const modes = ['notice', 'opt-in'] as const;
export const notifiedBys = ['accepted', 'delivered', 'read'] as const;

type TextField = 'controller' | 'dpoContact' | 'policyAddress' | 'retentionMonths' | 'renewAfterMonths';
export type CaptureDraft = Omit<CaptureFields, TextField> & Readonly<Record<TextField, string>>;

export function draftOf(fields: CaptureFields): CaptureDraft {
  return {
    ...fields,
    controller: fields.controller ?? '',
    dpoContact: fields.dpoContact ?? '',
    policyAddress: fields.policyAddress ?? '',
    retentionMonths: fields.retentionMonths === null ? '' : String(fields.retentionMonths),
    renewAfterMonths: fields.renewAfterMonths === null ? '' : String(fields.renewAfterMonths),
  };
}

/** The fields to send, or which of them are wrong. */
export function fieldsOf(
  draft: CaptureDraft,
):
  | { readonly kind: 'fields'; readonly fields: CaptureFields }
  | { readonly kind: 'wrong'; readonly fields: ReadonlySet<string> } {
  const read = captureFields.safeParse({
    ...draft,
    controller: textOf(draft.controller),
    dpoContact: textOf(draft.dpoContact),
    policyAddress: textOf(draft.policyAddress),
    retentionMonths: monthsOf(draft.retentionMonths),
    renewAfterMonths: monthsOf(draft.renewAfterMonths),
  });
  if (read.success) return { kind: 'fields', fields: read.data };
  return { kind: 'wrong', fields: new Set(read.error.issues.map(({ path }) => String(path[0]))) };
}

function textOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function monthsOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

export function chosenFrom<T extends string>(options: readonly T[], value: string): T | null {
  return options.find((option) => option === value) ?? null;
}
