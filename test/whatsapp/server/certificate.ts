/** The chain by which a client recognises the server: root → intermediate → leaf. */
import { Curve, type KeyPair, proto, WA_CERT_DETAILS } from '@whiskeysockets/baileys';

export interface ServerIdentity {
  /** What a client must hold as `WA_CERT_DETAILS.PUBLIC_KEY`. */
  readonly rootPublicKey: Buffer;
  /** The static key of the Noise handshake. */
  readonly noiseKeys: KeyPair;
  /** The encoded `CertChain`. */
  readonly chain: Uint8Array;
}

export function createServerIdentity(): ServerIdentity {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const noiseKeys = Curve.generateKeyPair();
  const { Details } = proto.CertChain.NoiseCertificate;
  const signed = (signer: KeyPair, details: Uint8Array) => ({
    details,
    signature: Curve.sign(signer.private, details),
  });
  const chain = proto.CertChain.encode({
    intermediate: signed(
      root,
      Details.encode({ serial: 1, issuerSerial: WA_CERT_DETAILS.SERIAL, key: intermediate.public }).finish(),
    ),
    leaf: signed(intermediate, Details.encode({ serial: 2, issuerSerial: 1, key: noiseKeys.public }).finish()),
  }).finish();
  return { rootPublicKey: Buffer.from(root.public), noiseKeys, chain };
}
