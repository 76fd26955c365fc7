/** What each step between a contact and the notice leads to, by legal basis: the table of effects. */
import type { LegalBasis } from '@atalaia/storage';

/** How far a contact and the notice came, or what was decided about them since. */
export const consentSteps = [
  'not-notified',
  'notified',
  'agreed',
  'refused',
  'withdrawn',
  'restricted',
  'on-hold',
  'erased-after-objecting',
] as const;
export type ConsentStep = (typeof consentSteps)[number];

/** How a number goes about it: `notice` keeps once told, `opt-in` once agreed. */
export type Mode = 'notice' | 'opt-in';

export interface Effect {
  /** `dpo-decides`: off until the dpo releases it, which is audited. `as-before`: this step says nothing about it. */
  readonly capture: 'on' | 'off' | 'dpo-decides' | 'as-before';
  readonly dpoAsked: boolean;
  /** The agent is told to go on elsewhere, if what follows must be recorded. */
  readonly agentLeaves: boolean;
  readonly personToldWhy: boolean;
  /** A request of the person opens, for the dpo to answer. */
  readonly requestOpened: boolean;
  /** `hold-first`: what must be kept is kept until its hold ends. */
  readonly erasure: 'possible' | 'nothing' | 'hold-first';
  /** A keyed hash keeps the person out until they agree anew. */
  readonly suppressed: boolean;
}

const plain: Effect = {
  capture: 'off',
  dpoAsked: false,
  agentLeaves: false,
  personToldWhy: false,
  requestOpened: false,
  erasure: 'possible',
  suppressed: false,
};

/**
 * LGPD art. 7 (bases), 8 §5 (withdrawing consent), 18 §2 (objecting to other bases); GDPR art. 6, 7 (3), 21.
 * A contract is no duty to record: it counts as legitimate interest.
 */
export function effectOf(basis: LegalBasis, mode: Mode, step: ConsentStep): Effect {
  switch (step) {
    case 'not-notified':
      return plain;
    case 'notified':
      return { ...plain, capture: waitsForAnswer(basis, mode) ? 'off' : 'on' };
    case 'agreed':
      return { ...plain, capture: 'on' };
    case 'refused':
    case 'withdrawn':
      return objection(basis);
    case 'restricted':
      return { ...plain, capture: mustRecord(basis) ? 'dpo-decides' : 'off' };
    case 'on-hold':
      return { ...plain, capture: 'as-before', erasure: 'nothing' };
    case 'erased-after-objecting':
      return mustRecord(basis)
        ? { ...plain, capture: 'as-before', erasure: 'hold-first' }
        : { ...plain, suppressed: true };
    default:
      return unknownStep(step);
  }
}

/** A refusal, whenever it comes. */
function objection(basis: LegalBasis): Effect {
  switch (basis) {
    case 'consent':
      return plain;
    case 'legitimate-interest':
    case 'contract':
      return { ...plain, dpoAsked: true, agentLeaves: true };
    case 'legal-obligation':
    case 'exercise-of-rights':
      return { ...plain, capture: 'on', personToldWhy: true, requestOpened: true };
    default:
      return unknownBasis(basis);
  }
}

/** Where the law obliges or entitles the company to record, a refusal does not stop it (LGPD art. 7 II, VI). */
export function mustRecord(basis: LegalBasis): boolean {
  return basis === 'legal-obligation' || basis === 'exercise-of-rights';
}

/**
 * A number that asks first keeps nothing without an answer: the contact was asked, so the promise holds whatever the
 * basis. Only where a refusal would change nothing is there nothing to ask.
 */
function waitsForAnswer(basis: LegalBasis, mode: Mode): boolean {
  return mode === 'opt-in' && !mustRecord(basis);
}

function unknownStep(step: never): never {
  throw new TypeError(`No effect for the step ${String(step)}`);
}

function unknownBasis(basis: never): never {
  throw new TypeError(`No effect for the basis ${String(basis)}`);
}
