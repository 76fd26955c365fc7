/** Settles what a dpo decides about a number: controller, basis, purposes, mode, retention, who is on duty. */
import {
  type Feed,
  type MonitoredNumber,
  type NumberId,
  type Records,
  type UserId,
  users,
  type Vault,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { CaptureFields, NumberDetail } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { amendNumber, findOwnNumber } from './amend.ts';
import { controllerOf, unsetCapture, withController } from './capture-settings.ts';
import { mayBeOnDuty } from './duty.ts';
import type { Links } from './links.ts';
import { numberDetail, type ReadNumber } from './read.ts';
import { undecidedOf } from './readiness.ts';

export interface SetUpNumber extends ReadNumber {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly links: Links;
}

/**
 * The settings as a whole take the place of those before, and are in force at the gate when this resolves.
 * @throws Problem `not-found`, `bad-request` for a duty manager who may not see the number, `not-ready` if an armed
 *   number would lose something it needs, or would capture on other terms than its contacts were told
 */
export async function setUpNumber(
  deps: SetUpNumber,
  authorized: Authorized<'number:set-up'>,
  id: NumberId,
  fields: CaptureFields,
): Promise<NumberDetail> {
  const before = await findOwnNumber(deps, authorized, id);
  await refuseWrongDuty(deps, id, fields.dutyManager as UserId | null);
  refuseIncomplete(await withFields(deps.vault, before, fields), fields);
  refuseOtherTerms(before, fields);
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'number-set-up',
    subject: id,
    detail: {
      basis: fields.basis,
      mode: fields.mode,
      notifiedBy: fields.notifiedBy,
      purposes: fields.purposes.toSorted().join('+'),
      retentionMonths: fields.retentionMonths,
      renewAfterMonths: fields.renewAfterMonths,
      dutyManager: fields.dutyManager,
    },
  });
  const changed = await amendNumber(deps, id, async (number) => {
    const next = await withFields(deps.vault, number, fields);
    refuseIncomplete(next, fields);
    refuseOtherTerms(number, fields);
    return next;
  });
  await deps.links.settle(id);
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  return numberDetail(deps, authorized, changed);
}

async function withFields(vault: Vault, number: MonitoredNumber, fields: CaptureFields): Promise<MonitoredNumber> {
  const { controller, dpoContact, policyAddress, basis, dutyManager, ...capture } = fields;
  const told = { ...(await controllerOf(vault, number)), name: controller, dpoContact, policyAddress };
  const sealed = await withController(vault, number, told);
  const settings = { ...(number.capture ?? unsetCapture), ...capture, dutyManager: dutyManager as UserId | null };
  return { ...sealed, basis, capture: settings };
}

/** Contacts were told, and answered, on these terms: another basis would undo a refusal without a word to them. */
function refuseOtherTerms(number: MonitoredNumber, { basis, mode }: CaptureFields): void {
  if (number.capture?.armedAt == null) return;
  if (number.basis === basis && number.capture.mode === mode) return;
  throw new Problem(
    'not-ready',
    'This number is capturing. Disarm it before you change basis or mode, and have a new notice approved: contacts were told the old ones.',
    { missing: ['notice'] },
  );
}

/** A number that captures must go on to have what it was armed with. */
function refuseIncomplete(number: MonitoredNumber, { controller, dpoContact, policyAddress }: CaptureFields): void {
  if (number.capture?.armedAt === null) return;
  const missing = undecidedOf(number, { name: controller, dpoContact, policyAddress, agentPolicy: null });
  if (missing.length === 0) return;
  throw new Problem('not-ready', 'This number is capturing; disarm it before you take away what it needs.', {
    missing,
  });
}

async function refuseWrongDuty(deps: SetUpNumber, number: NumberId, manager: UserId | null): Promise<void> {
  if (manager === null) return;
  const user = await deps.records.get(users, manager);
  if (user && mayBeOnDuty(user.doc, number)) return;
  throw new Problem('bad-request', 'This person cannot be on duty for this number.', { pointer: '/dutyManager' });
}
