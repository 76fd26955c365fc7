/** What a detector of identifiers (CPF, card number…) promises to the engine. */

/** The identifiers the engine knows; an entity rule names one of them. */
export const entityNames = ['cpf', 'cnpj', 'card', 'email', 'phone'] as const;
export type EntityName = (typeof entityNames)[number];

/** Where an identifier stands: UTF-16 offsets, `start` inclusive, `end` exclusive; `confidence` from 0 to 1. */
export interface EntityMatch {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** Finds every identifier of one sort, ordered by place. Never throws; its steps are linear in the length of the text. */
export type EntityDetector = (text: string) => readonly EntityMatch[];
