/** Pairing by an eight-character code: the phone's half of the exchange that the code protects. */
import { randomBytes } from 'node:crypto';
import type { BinaryNode, KeyPair } from '@whiskeysockets/baileys';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  Curve,
  derivePairingCodeKey,
  hkdf,
} from '@whiskeysockets/baileys';
import { bytes, child, serverJid, stanza } from './stanza.ts';
import type { WaitingCompanion } from './waiting-companion.ts';

/** The companion's opening move: its ephemeral key, wrapped under the code. */
export interface CodeExchange {
  /** Phone JID that the companion wants to belong to. */
  readonly phone: string;
  readonly ref: string;
  readonly wrappedKey: Buffer;
}

const saltLength = 32;
const wrappedHeader = 48;
const nothing = Buffer.alloc(0);

export function readHello(node: BinaryNode, ref: string): CodeExchange {
  const wrappedKey = bytes(child(node, 'link_code_pairing_wrapped_companion_ephemeral_pub'));
  return { phone: node.attrs['jid'] ?? '', ref, wrappedKey };
}

/** Runs the exchange and answers the ADV secret that both sides derive; rejects when the code was wrong. */
export async function exchangeByCode(
  companion: WaitingCompanion,
  hello: CodeExchange,
  code: string,
  identity: KeyPair,
  t: number,
): Promise<Buffer> {
  const companionKey = await unwrap(hello.wrappedKey, code);
  const ephemeral = Curve.generateKeyPair();
  const wrapped = await wrap(ephemeral.public, code);
  const finish = await companion.finishAfter(
    stanza('notification', { from: serverJid, type: 'link_code_companion_reg', id: 'link-code', t: String(t) }, [
      stanza('link_code_companion_reg', { stage: 'primary_hello' }, [
        stanza('link_code_pairing_ref', {}, Buffer.from(hello.ref)),
        stanza('link_code_pairing_wrapped_primary_ephemeral_pub', {}, wrapped),
        stanza('primary_identity_pub', {}, identity.public),
      ]),
    ]),
  );
  const shared = Curve.sharedKey(ephemeral.private, companionKey);
  const { companionIdentity, random } = openBundle(
    bytes(child(finish, 'link_code_pairing_wrapped_key_bundle')),
    shared,
  );
  const identityShared = Curve.sharedKey(identity.private, companionIdentity);
  return Buffer.from(hkdf(Buffer.concat([shared, identityShared, random]), 32, { info: 'adv_secret' }));
}

function openBundle(bundle: Buffer, shared: Buffer): { companionIdentity: Buffer; random: Buffer } {
  const salt = bundle.subarray(0, saltLength);
  const iv = bundle.subarray(saltLength, saltLength + 12);
  const info = 'link_code_pairing_key_bundle_encryption_key';
  const key = hkdf(shared, 32, { salt, info });
  const opened = openOrRefuse(bundle.subarray(saltLength + 12), key, iv);
  return { companionIdentity: opened.subarray(0, 32), random: opened.subarray(64, 96) };
}

function openOrRefuse(sealed: Buffer, key: Uint8Array, iv: Buffer): Buffer {
  try {
    return aesDecryptGCM(sealed, key, iv, nothing);
  } catch (cause) {
    throw new Error('the pairing code is wrong', { cause });
  }
}

/** Salt, IV, then the key in AES-CTR under a key derived from the code. */
async function wrap(key: Uint8Array, code: string): Promise<Buffer> {
  const salt = randomBytes(saltLength);
  const iv = randomBytes(wrappedHeader - saltLength);
  return Buffer.concat([salt, iv, aesEncryptCTR(key, await derivePairingCodeKey(code, salt), iv)]);
}

async function unwrap(wrapped: Buffer, code: string): Promise<Buffer> {
  const salt = wrapped.subarray(0, saltLength);
  const iv = wrapped.subarray(saltLength, wrappedHeader);
  return aesDecryptCTR(wrapped.subarray(wrappedHeader), await derivePairingCodeKey(code, salt), iv);
}
