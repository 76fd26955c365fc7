/** Signs checkpoints, exports and certificates, so that an auditor can check them against a public key. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

export interface Signer {
  /** Ed25519 signature (RFC 8032), 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** SubjectPublicKeyInfo in PEM, as openssl reads it. */
  readonly publicKey: string;
  /** SHA-256 of the public key's DER form, 64 hex digits: what an auditor receives by another way. */
  readonly fingerprint: string;
}

/** The installation's signing key; its seed (RFC 8032 §5.1.5) is a secret of the key store. */
export async function openSigner(ring: KeyRing): Promise<Signer> {
  const seed = (await ring.keyOf('secret:signer'))?.secret;
  if (seed === undefined) throw new Error('The key store has lost the signing key.');
  const privateKey = fromSeed(seed);
  const publicKey = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString();
  return {
    sign: (bytes) => sign(null, bytes, privateKey),
    publicKey,
    fingerprint: fingerprintOf(publicKey),
  };
}

/** False also if the public key or the signature is no such thing. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, bytes, createPublicKey(publicKey), signature);
  } catch {
    return false;
  }
}

/** @throws if the text is no public key in PEM. */
export function fingerprintOf(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex');
}

/** The fixed head of an Ed25519 private key in PKCS #8 (RFC 8410 §7); the 32 bytes of the seed follow. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function fromSeed(seed: KeyObject): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed.export()]), format: 'der', type: 'pkcs8' });
}
