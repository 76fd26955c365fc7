/** A server on this machine in the place of WhatsApp: for tests and the demo only. */

export interface LocalServer {
  /** `ws://127.0.0.1:…`; anything but loopback is refused. */
  readonly address: string;
  /** How often the connection is probed, milliseconds; it is given up five seconds after a missing answer. */
  readonly keepAlive?: number;
}

/** Whoever could name another server could read all that is captured. @throws TypeError */
export function refuseForeign({ address }: LocalServer): void {
  const { hostname } = new URL(address);
  if (!['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) {
    throw new TypeError('Only a server on this machine may take the place of WhatsApp.');
  }
}
