/** One number with everything about its set-up: settings, link, what is missing. Holds no content. */
import type { MonitoredNumber, NumberId, Records, Vault } from '@atalaia/storage';
import { type Authorized, may, type Permission } from '../access/permissions.ts';
import type { NumberDetail } from '../api/number-views.ts';
import { actorNames } from '../person/actor-name.ts';
import { findOwnNumber } from './amend.ts';
import { controllerOf, unsetCapture } from './capture-settings.ts';
import { dutyCandidates } from './duty.ts';
import { linkViewOf } from './link-view.ts';
import { missingOf, type ReadinessDeps } from './readiness.ts';
import { numberView } from './view.ts';

export interface ReadNumber extends ReadinessDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** @throws Problem `not-found` */
export async function readNumber(
  deps: ReadNumber,
  authorized: Authorized<'number:list'>,
  id: NumberId,
): Promise<NumberDetail> {
  return numberDetail(deps, authorized, await findOwnNumber(deps, authorized, id));
}

export async function numberDetail(
  deps: ReadNumber,
  { actor }: Authorized<Permission>,
  number: MonitoredNumber,
): Promise<NumberDetail> {
  const capture = number.capture ?? unsetCapture;
  const { name, dpoContact, policyAddress } = await controllerOf(deps.vault, number);
  const { mode, notifiedBy, purposes, retentionMonths, renewAfterMonths, dutyManager } = capture;
  return {
    ...(await numberView(deps, number)),
    language: number.language,
    capture: {
      controller: name,
      dpoContact,
      policyAddress,
      basis: number.basis,
      mode,
      notifiedBy,
      purposes,
      retentionMonths,
      renewAfterMonths,
      dutyManager,
    },
    groups: capture.groups.length,
    link: linkViewOf(deps.links, number),
    usable: number.capture === undefined || deps.links.link(number.id) !== undefined,
    risk:
      capture.riskReadAt === null || capture.riskReadBy === null
        ? null
        : { at: capture.riskReadAt, by: await actorNames(deps)(capture.riskReadBy) },
    testedAt: capture.testedAt,
    armedAt: capture.armedAt,
    missing: [...(await missingOf(deps, number))],
    managers: may(actor, 'number:set-up') ? await dutyCandidates(deps, number.id) : [],
  };
}
