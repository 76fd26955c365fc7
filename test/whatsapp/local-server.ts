/** A local WhatsApp server that this process trusts, with everything the tests must put in order around it. */
import { silenceLibsignal } from '../../connector/src/whatsapp/silence.ts';
import { startWhatsApp } from './server/server.ts';
import type { ServerOptions, WhatsAppServer } from './server/types.ts';
import { trustLocalServer } from './trust.ts';

export async function trustedServer(options: ServerOptions = {}): Promise<WhatsAppServer> {
  silenceLibsignal();
  const server = await startWhatsApp(options);
  trustLocalServer(server);
  return server;
}

/** Made-up numbers: a company's, and people who write to it. */
export const cast = {
  company: '5511955500001',
  /** Another number of the same company. */
  branch: '5511955500002',
  /** A customer with a Brazilian mobile, ninth digit and all. */
  marta: '5521955510003',
  /** A customer in Portugal. */
  rui: '351955520004',
} as const;
