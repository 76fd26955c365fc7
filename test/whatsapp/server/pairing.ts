/** Pairs companions: shows them references for a QR code, and vouches for them as the account's phone would. */
import { Curve, hmacSign, proto, WA_ADV_ACCOUNT_SIG_PREFIX } from '@whiskeysockets/baileys';
import type { AccountState, DeviceState } from './accounts.ts';
import type { Channel } from './channel.ts';
import { addDevice } from './device.ts';
import { type FirstKeys, uploadedShelf } from './key-shelf.ts';
import { child, serverJid, stanza } from './stanza.ts';
import type { WaitingCompanion } from './waiting-companion.ts';

export interface PairingParts {
  readonly now: () => number;
  /** Told when the account has a new device. */
  readonly linked: (device: DeviceState) => void;
}

/** What is needed to vouch for a companion: its secret comes from the QR code or from the exchange by code. */
export interface Vouching {
  readonly account: AccountState;
  readonly companion: WaitingCompanion;
  readonly advSecret: Buffer;
}

/** Resolves when the companion has countersigned and was told to log in; rejects when it hangs up before. */
export async function pairCompanion({ now, linked }: PairingParts, vouching: Vouching): Promise<DeviceState> {
  const { account, companion } = vouching;
  const id = account.nextDeviceId;
  account.nextDeviceId += 1;
  const signature = await companion.ask(pairSuccess(vouching, id, now()));
  const deviceIdentity = child(child(signature, 'pair-device-sign'), 'device-identity')?.content;
  if (!(deviceIdentity instanceof Uint8Array)) throw new Error('the companion did not countersign');
  const keys: FirstKeys = { ...companion.keys, deviceIdentity };
  const device = addDevice(account, { id, keys: uploadedShelf(keys), noiseKey: companion.noiseKey });
  linked(device);
  sendBackToLogin(companion.channel);
  return device;
}

/** The stanza by which the phone vouches for the companion's identity key. */
function pairSuccess({ account, companion, advSecret }: Vouching, id: number, t: number) {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: id,
    timestamp: t,
    keyIndex: id,
    accountType: proto.ADVEncryptionType.E2EE,
    deviceType: proto.ADVEncryptionType.E2EE,
  }).finish();
  const accountSignature = Curve.sign(
    account.identity.private,
    Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, companion.keys.identityKey]),
  );
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: account.identity.public,
    accountSignature,
  }).finish();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: hmacSign(signed, advSecret),
  }).finish();
  const device = {
    jid: `${account.phoneDigits}:${id}@s.whatsapp.net`,
    lid: `${account.lidDigits}:${id}@lid`,
  };
  return stanza('iq', { from: serverJid, type: 'set', id: `pair-${id}`, t: String(t) }, [
    stanza('pair-success', {}, [
      stanza('device-identity', {}, sealed),
      stanza('device', device),
      stanza('platform', { name: 'android' }),
    ]),
  ]);
}

function sendBackToLogin(channel: Channel): void {
  channel.send(stanza('stream:error', { code: '515' }));
  channel.end();
}
