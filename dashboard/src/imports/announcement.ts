/** Turns the form's answers into what the server is told, or names the fields that are missing or wrong. */
import { basisView, e164 } from '@atalaia/monitor/api';
import type { Announcement } from './imports.ts';

export const bases = basisView.options;

export interface ImportAnswers {
  readonly number: string;
  readonly basis: (typeof bases)[number] | null;
  readonly contact: string;
  readonly agent: string;
  readonly zone: string;
}

export function toAnnouncement(
  answers: ImportAnswers,
  fileName: string,
):
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  | { readonly kind: 'missing'; readonly fields: readonly (keyof ImportAnswers)[] } {
  const number = plainNumber(answers.number);
  const contact = plainNumber(answers.contact);
  const { basis } = answers;
  const wrong = [
    e164.safeParse(number).success ? [] : (['number'] as const),
    basis === null ? (['basis'] as const) : [],
    contact === '' || e164.safeParse(contact).success ? [] : (['contact'] as const),
  ].flat();
  if (basis === null || wrong.length > 0) return { kind: 'missing', fields: wrong };
  const agent = answers.agent.trim();
  const zone = answers.zone.trim();
  return {
    kind: 'announcement',
    announcement: {
      number,
      basis,
      fileName,
      ...(contact === '' ? {} : { contact }),
      ...(agent === '' ? {} : { agent }),
      ...(zone === '' ? {} : { zone }),
    },
  };
}

/** People write numbers with spaces, dots, dashes and brackets. */
function plainNumber(typed: string): string {
  return typed.replace(/[\s().-]/g, '');
}
