/** Finds Brazilian bank slips and bills by their typed line (47 or 48 digits) or bar code (44), all check digits right. */
import { barcodesIn } from './barcode.ts';
import type { EntityDetector } from './detector.ts';
import { findIn } from './reading.ts';

/** Boletos, bare, dotted, spaced or broken over lines; keys of electronic invoices are none. */
export const findBoleto: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    barcodesIn(reading.text)
      .filter(({ kind }) => kind === 'boleto')
      .map(({ start, end }) => ({ start, end, confidence: 1 })),
  );
