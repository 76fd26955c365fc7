/**
 * Makes Baileys check signatures. Its 7.0.0-rc14 asks libsignal and then answers yes, whatever libsignal said: so
 * neither the certificate of WhatsApp's Noise handshake nor the account's signature at pairing would mean anything.
 */
import { createRequire } from 'node:module';
import { Curve, generateSignalPubKey } from '@whiskeysockets/baileys';

type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => unknown;

/** Call it before the first socket is made; calling it again changes nothing. */
export function checkSignatures(): void {
  const verify = libsignalVerify();
  Curve.verify = (publicKey, message, signature) => {
    try {
      return verify(generateSignalPubKey(publicKey), message, signature) === true;
    } catch {
      return false;
    }
  };
}

/** The very function that Baileys asks. */
function libsignalVerify(): Verify {
  const baileys = createRequire(import.meta.url).resolve('@whiskeysockets/baileys');
  const loaded: unknown = createRequire(baileys)('libsignal/src/curve.js');
  const verify: unknown = loaded instanceof Object ? Reflect.get(loaded, 'verifySignature') : undefined;
  if (typeof verify !== 'function') throw new TypeError('libsignal is not the version that this program knows.');
  return verify as Verify;
}
