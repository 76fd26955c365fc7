/** Proposes the words of a notice: the built-in text with the number's facts filled in, to be edited and approved. */
import { type NoticeFacts, noticeTemplate } from '@atalaia/connector';
import type { Language, NumberId, Records, Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { ReadinessItem } from '../api/number-views.ts';
import { findOwnNumber } from '../number/amend.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { factsOf, type NumberFacts } from '../number/facts.ts';
import { undecidedOf } from '../number/readiness.ts';

export interface ProposeNotice {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Where a fact is not known yet, in every language. */
const blank = '…';

/** @throws Problem `not-found` */
export async function proposeNotice(
  deps: ProposeNotice,
  authorized: Authorized<'notice:draft'>,
  id: NumberId,
  language: Language,
): Promise<{ chat: string; long: string; missing: ReadinessItem[] }> {
  const number = await findOwnNumber(deps, authorized, id);
  const controller = await controllerOf(deps.vault, number);
  const missing = undecidedOf(number, controller).filter((item) => item !== 'duty-manager');
  return { ...noticeTemplate(language, filled(factsOf(number, controller))), missing: [...missing] };
}

/** While something is missing the text is a preview only: its draft is outdated as soon as the fact is settled. */
function filled(facts: NumberFacts): NoticeFacts {
  return {
    controller: facts.controller ?? blank,
    dpoContact: facts.dpoContact ?? blank,
    policyUrl: facts.policyAddress,
    purposes: facts.purposes,
    basis: facts.basis ?? 'legitimate-interest',
    mode: facts.mode ?? 'notice',
    retentionMonths: facts.retentionMonths ?? 12,
    sharedWith: [],
  };
}
