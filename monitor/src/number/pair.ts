/** Links a number to WhatsApp as a companion device: begun after the risks were read, shown as a code, or called off. */
import type { LinkState, NumberLink } from '@atalaia/connector';
import type { MonitoredNumber, NumberId, Records } from '@atalaia/storage';
import type { z } from 'zod';
import type { Authorized, Permission } from '../access/permissions.ts';
import type { pairingView } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { findOwnNumber } from './amend.ts';
import type { CodeLooks } from './code-looks.ts';
import { livingView } from './link-view.ts';
import type { Links } from './links.ts';

export interface PairNumber {
  readonly records: Pick<Records, 'get'>;
  readonly audit: Audit;
  readonly links: Pick<Links, 'link'>;
  readonly codeLooks: CodeLooks;
}

type PairingView = z.infer<typeof pairingView>;

/**
 * Shows a QR code, or a code for the phone of this number. A link that stands goes on until the new one does.
 * @throws Problem `risk-not-read`, `number-unusable`, `not-found`
 */
export async function pairNumber(
  deps: PairNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
  by: 'qr' | 'code',
): Promise<PairingView> {
  const { number, link } = await ownLink(deps, authorized, id);
  if ((number.capture?.riskReadAt ?? null) === null) {
    throw new Problem('risk-not-read', 'Read the risks of linking this number first.');
  }
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'pairing-begun', subject: id, detail: { by } });
  deps.codeLooks.begin(id);
  link.pair(by);
  return pairingOf(link.state());
}

/** The code of the moment. Whoever has it can link a device: each person's look is recorded, once a pairing. */
export async function readPairing(
  deps: PairNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<PairingView> {
  const { link } = await ownLink(deps, authorized, id);
  const shown = pairingOf(link.state());
  if (shown.code !== null && deps.codeLooks.isFirst(id, authorized.actor)) {
    await deps.audit.record({ chain: id, actor: authorized.actor, act: 'pairing-code-shown', subject: id });
  }
  return shown;
}

export async function cancelPairing(
  deps: PairNumber,
  authorized: Authorized<'number:link'>,
  id: NumberId,
): Promise<void> {
  const { link } = await ownLink(deps, authorized, id);
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'pairing-cancelled', subject: id });
  link.cancelPairing();
}

/** The number and its living link. @throws Problem `not-found`, `number-unusable` */
export async function ownLink(
  deps: { readonly records: Pick<Records, 'get'>; readonly links: Pick<Links, 'link'> },
  authorized: Authorized<Permission>,
  id: NumberId,
): Promise<{ readonly number: MonitoredNumber; readonly link: NumberLink }> {
  const number = await findOwnNumber(deps, authorized, id);
  const link = deps.links.link(id);
  if (!link) throw new Problem('number-unusable', 'This number cannot be linked from here at the moment.');
  return { number, link };
}

function pairingOf(state: LinkState): PairingView {
  return { state: livingView(state), code: state.kind === 'pairing' ? state.code : null };
}
