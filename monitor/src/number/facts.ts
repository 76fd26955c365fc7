/** What a notice must tell of a number, and whether any of it is still unknown. */

import type { CaptureSettings, LegalBasis, MonitoredNumber } from '@atalaia/storage';
import { canonicalJson } from '../audit/canonical.ts';
import { type Controller, unsetCapture } from './capture-settings.ts';

export interface NumberFacts {
  readonly controller: string | null;
  readonly dpoContact: string | null;
  readonly policyAddress: string | null;
  readonly basis: LegalBasis | null;
  readonly mode: CaptureSettings['mode'];
  readonly purposes: CaptureSettings['purposes'];
  readonly retentionMonths: number | null;
}

export function factsOf(number: MonitoredNumber, controller: Controller): NumberFacts {
  const { mode, purposes, retentionMonths } = number.capture ?? unsetCapture;
  const { name, dpoContact, policyAddress } = controller;
  return { controller: name, dpoContact, policyAddress, basis: number.basis, mode, purposes, retentionMonths };
}

/** The facts as one text: equal texts, equal facts. */
export function factsText(facts: NumberFacts): string {
  return canonicalJson({ ...facts, purposes: facts.purposes.toSorted() });
}
