/** Makes a certificate for one IPv4 address that signs itself, so that HTTPS works on loopback without any tool. */
import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';

export interface SelfSigned {
  /** PEM; also what a client must trust. */
  readonly certificate: string;
  /** PEM */
  readonly privateKey: string;
}

const oids = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  subjectAltName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
};

export function selfSigned(address: string): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(address, publicKey);
  const signature = createSign('sha256').update(body).sign(privateKey);
  const der = sequence(body, sequence(oid(oids.ecdsaWithSha256)), tagged(0x03, Buffer.from([0]), signature));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The signed part, RFC 5280 section 4.1. */
function certificateBody(address: string, publicKey: KeyObject): Buffer {
  // A trust store looks issuers up by name: two servers in one process must not share theirs.
  const commonName = Buffer.from(`local media host ${randomUUID()}`);
  const name = sequence(tagged(0x31, sequence(oid(oids.commonName), tagged(0x0c, commonName))));
  const time = (text: string) => tagged(0x17, Buffer.from(text));
  const ip = tagged(0x87, Buffer.from(address.split('.').map(Number)));
  const extensions = sequence(
    sequence(oid(oids.subjectAltName), tagged(0x04, sequence(ip))),
    sequence(oid(oids.basicConstraints), tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff]))))),
  );
  return sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    sequence(oid(oids.ecdsaWithSha256)),
    name,
    sequence(time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensions),
  );
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function oid(bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

/** One DER element: tag, length, content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
