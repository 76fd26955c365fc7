/** What a detector of identifiers (CPF, card number…) promises to the engine. */
import type { Readings } from './reading.ts';

/** The identifiers the engine knows; an entity rule names one of them. */
export const entityNames = [
  'cpf',
  'cnpj',
  'pis',
  'pix-key',
  'boleto',
  'card',
  'iban',
  'email',
  'phone',
  'credential',
  'wallet',
  'pesel',
  'nip',
  'personnummer',
  'dni-nie',
  'ssn',
] as const;
export type EntityName = (typeof entityNames)[number];

/**
 * Where an identifier stands: UTF-16 offsets, `start` inclusive, `end` exclusive. `confidence` is from 0.5 (shape, check
 * digits and words beside it make it likelier than not) to 1; what is less likely is not told.
 */
export interface EntityMatch {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** Finds every identifier of one sort, ordered by place. Never throws; its steps are linear in the length of the text. */
export type EntityDetector = (readings: Readings) => readonly EntityMatch[];
