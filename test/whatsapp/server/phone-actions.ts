/** What a person does on the phone to link a companion: scans its QR code, or types the code it shows. */
import type { AccountState, DeviceState } from './accounts.ts';
import { type PairingParts, pairCompanion } from './pairing.ts';
import { exchangeByCode } from './pairing-code.ts';
import type { WaitingCompanions } from './waiting-companions.ts';

/** The QR code is a link; after `#`: reference, Noise key, identity key, ADV secret, platform. */
export async function scanCode(
  parts: PairingParts,
  companions: WaitingCompanions,
  account: AccountState,
  qr: string,
): Promise<DeviceState> {
  const [ref = '', , , advSecret = ''] = qr.slice(qr.indexOf('#') + 1).split(',');
  const companion = companions.byReference(ref);
  if (companion === undefined) throw new Error('no companion shows this QR code; it may have expired');
  return await pairCompanion(parts, { account, companion, advSecret: Buffer.from(advSecret, 'base64') });
}

/** Waits for a companion that shows a code for this account's number; rejects when the code is another. */
export async function acceptCode(
  parts: PairingParts,
  companions: WaitingCompanions,
  account: AccountState,
  code: string,
): Promise<DeviceState> {
  const { companion, hello } = await companions.showsCodeFor(account.pn);
  const advSecret = await exchangeByCode(companion, hello, code, account.identity, parts.now());
  return await pairCompanion(parts, { account, companion, advSecret });
}
