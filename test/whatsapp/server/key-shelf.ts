/** The public keys that a device has left with the server, so that others can write to it while it is away. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { bigEndian, bytes, child, children, stanza } from './stanza.ts';
import type { KeyBundle } from './types.ts';

export interface PublicPreKey {
  readonly id: number;
  readonly public: Uint8Array;
}

/** A shelf is filled by a companion's uploads or read from an in-process device. */
export interface KeyShelf {
  /** A bundle for a new session; uses up one prekey, has none when the shelf is empty. */
  take(): KeyBundle;
  readonly preKeysLeft: number;
}

export interface UploadedShelf extends KeyShelf {
  /** `encrypt set`: more prekeys, perhaps a new signed prekey. */
  upload(iq: BinaryNode): void;
}

export type FirstKeys = Omit<KeyBundle, 'preKey'>;

export function uploadedShelf(first: FirstKeys): UploadedShelf {
  let signedPreKey = first.signedPreKey;
  const preKeys: PublicPreKey[] = [];
  return {
    get preKeysLeft() {
      return preKeys.length;
    },
    take: () => {
      const preKey = preKeys.shift();
      return { ...first, signedPreKey, ...(preKey === undefined ? {} : { preKey }) };
    },
    upload: (iq) => {
      for (const key of children(child(iq, 'list'), 'key')) preKeys.push(readKey(key));
      const skey = child(iq, 'skey') ?? child(child(iq, 'rotate'), 'skey');
      if (skey !== undefined) signedPreKey = { ...readKey(skey), signature: bytes(child(skey, 'signature')) };
    },
  };
}

/** What `encrypt get key` answers for one device. */
export function bundleStanza(jid: string, bundle: KeyBundle): BinaryNode {
  const { signedPreKey, preKey, deviceIdentity } = bundle;
  return stanza('user', { jid }, [
    stanza('registration', {}, bigEndian(bundle.registrationId, 4)),
    stanza('type', {}, Buffer.from([5])),
    stanza('identity', {}, bundle.identityKey),
    stanza('skey', {}, [
      stanza('id', {}, bigEndian(signedPreKey.id, 3)),
      stanza('value', {}, signedPreKey.public),
      stanza('signature', {}, signedPreKey.signature),
    ]),
    ...(preKey === undefined
      ? []
      : [stanza('key', {}, [stanza('id', {}, bigEndian(preKey.id, 3)), stanza('value', {}, preKey.public)])]),
    ...(deviceIdentity === undefined ? [] : [stanza('device-identity', {}, deviceIdentity)]),
  ]);
}

function readKey(node: BinaryNode): PublicPreKey {
  return { id: bytes(child(node, 'id')).readUIntBE(0, 3), public: bytes(child(node, 'value')) };
}
