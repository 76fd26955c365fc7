/** The law behind requests and refusals: which article gives a right, and which limb of which one limits it. */
import type { Request, RequestKind } from '@atalaia/storage';
import type { z } from 'zod';
import type { requestLimb } from '../api/rights-views.ts';

export type RequestLimb = z.infer<typeof requestLimb>;

/** LGPD (Lei 13.709/2018) as Brazil cites it; GDPR (Regulation 2016/679) as article, paragraph, letter. */
export interface Cited {
  readonly lgpd: string;
  readonly gdpr: readonly [article: number, paragraph?: number, letter?: string];
}

export const rights: Readonly<Record<RequestKind, Cited>> = {
  access: { lgpd: 'art. 18, II', gdpr: [15] },
  correction: { lgpd: 'art. 18, III', gdpr: [16] },
  anonymise: { lgpd: 'art. 18, IV', gdpr: [17] },
  erase: { lgpd: 'art. 18, VI', gdpr: [17] },
  restrict: { lgpd: 'art. 18, IV', gdpr: [18] },
  object: { lgpd: 'art. 18, § 2º', gdpr: [21] },
};

/** Where a person may complain: with the authority, and in court. */
export const complaint: Cited = { lgpd: 'art. 18, § 1º', gdpr: [77] };

interface Ground {
  /** Whether something may be met nonetheless. */
  readonly part: boolean;
  /** The rights that it limits, each with the limb that says so. */
  readonly limits: Readonly<Partial<Record<RequestKind, Cited>>>;
}

/** Why a request is refused, or met in part only. */
const grounds: Readonly<Record<RequestLimb, Ground>> = {
  'legal-duty': {
    part: true,
    limits: {
      erase: { lgpd: 'art. 16, I', gdpr: [17, 3, 'b'] },
      anonymise: { lgpd: 'art. 16, I', gdpr: [17, 3, 'b'] },
      restrict: { lgpd: 'art. 7º, II', gdpr: [6, 1, 'c'] },
      object: { lgpd: 'art. 7º, II', gdpr: [6, 1, 'c'] },
    },
  },
  'exercise-of-rights': {
    part: true,
    limits: {
      erase: { lgpd: 'art. 7º, VI', gdpr: [17, 3, 'e'] },
      anonymise: { lgpd: 'art. 7º, VI', gdpr: [17, 3, 'e'] },
      restrict: { lgpd: 'art. 7º, VI', gdpr: [18, 2] },
      object: { lgpd: 'art. 7º, VI', gdpr: [21, 1] },
    },
  },
  'legal-hold': {
    part: true,
    limits: {
      erase: { lgpd: 'art. 7º, VI', gdpr: [17, 3, 'e'] },
      anonymise: { lgpd: 'art. 7º, VI', gdpr: [17, 3, 'e'] },
    },
  },
  'identity-not-proved': { part: true, limits: everyRight({ lgpd: 'art. 18, § 3º', gdpr: [12, 6] }) },
  'not-their-data': { part: false, limits: everyRight({ lgpd: 'art. 18, caput', gdpr: [4, 1] }) },
  'others-rights': { part: true, limits: { access: { lgpd: 'art. 17', gdpr: [15, 4] } } },
  'manifestly-unfounded': { part: false, limits: everyRight({ lgpd: 'art. 18, § 4º, II', gdpr: [12, 5, 'b'] }) },
  'already-done': { part: false, limits: everyRight({ lgpd: 'art. 18, § 4º, II', gdpr: [12, 4] }) },
};

const limbs = Object.keys(grounds) as readonly RequestLimb[];

/** The limbs with which a request of this kind can be answered so. */
export function limbsFor(kind: Request['kind'], answer: 'part' | 'refused'): readonly RequestLimb[] {
  return limbs.filter((limb) => citedBy(limb, kind, answer) !== undefined);
}

/** The article; undefined where this limb is no reason for such an answer. */
export function citedBy(limb: RequestLimb, kind: Request['kind'], answer: 'part' | 'refused'): Cited | undefined {
  const { part, limits } = grounds[limb];
  return answer === 'refused' || part ? limits[kind] : undefined;
}

function everyRight(cited: Cited): Readonly<Record<RequestKind, Cited>> {
  return { access: cited, correction: cited, anonymise: cited, erase: cited, restrict: cited, object: cited };
}
