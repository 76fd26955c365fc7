/** Makes this process trust a local WhatsApp server. Test and demo entry points only; loopback only. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { z } from 'zod';

const letter = z.object({ address: z.string(), publicKey: z.string(), host: z.string(), ca: z.string() });

/** What is needed of a server; a child process gets it from its parent. */
export interface Trustworthy {
  readonly address: string;
  readonly trust: { readonly publicKey: Uint8Array };
  readonly media: { readonly host: string; readonly ca: string };
}

/**
 * Swaps the root key that WhatsApp clients of this process accept, and adds the media host's certificate to those that
 * HTTPS accepts, `fetch` included. Throws when either address is not loopback: nothing else may ever be trusted so.
 */
export function trustLocalServer({ address, trust, media }: Trustworthy): void {
  for (const host of [new URL(address).hostname, new URL(`https://${media.host}`).hostname]) {
    if (!['127.0.0.1', '[::1]', 'localhost'].includes(host)) {
      throw new Error('only a server on this machine can be trusted so: its address is not loopback');
    }
  }
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(trust.publicKey);
  setDefaultCACertificates([...getCACertificates('default'), media.ca]);
}

/** What a child process needs to reach and trust the server, as text for an argument or a message. */
export function introduce({ address, trust, media }: Trustworthy): string {
  const publicKey = Buffer.from(trust.publicKey).toString('base64');
  return JSON.stringify({ address, publicKey, host: media.host, ca: media.ca });
}

/** Trusts the server that a parent process introduced; answers how to reach it. */
export function trustIntroduced(introduction: string): Trustworthy {
  const { address, publicKey, host, ca } = letter.parse(JSON.parse(introduction));
  const server = { address, trust: { publicKey: Buffer.from(publicKey, 'base64') }, media: { host, ca } };
  trustLocalServer(server);
  return server;
}
