/** Which addresses this program answers under: foreign hosts (DNS rebinding) and foreign pages are refused. */
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../problem.ts';

export interface Origins {
  /** @throws Problem `foreign-origin` unless the Host header names this program. On every request. */
  refuseForeignHost(headers: IncomingHttpHeaders): void;
  /** @throws Problem `foreign-origin` unless the page that asks is ours. On every request that changes something, and every socket. */
  refuseForeignPage(headers: IncomingHttpHeaders): void;
  /** Whether people reach us by https under the host of this request: the cookie is then bound to it. */
  isSecure(headers: IncomingHttpHeaders): boolean;
}

/** Loopback under our port, and the public address if one is configured. */
export function allowedOrigins(port: number, publicUrl: URL | undefined): Origins {
  const local = ['localhost', '127.0.0.1', '[::1]'].map((name) => new URL(`http://${name}:${port}`));
  const all = publicUrl ? [...local, publicUrl] : local;
  const hosts = new Set(all.map(({ host }) => host));
  const pages = new Set(all.map(({ origin }) => origin));
  const refuse = (): never => {
    throw new Problem('foreign-origin', 'This address or page is not one of this installation.');
  };
  return {
    refuseForeignHost(headers) {
      if (!hosts.has(headers.host?.toLowerCase() ?? '')) refuse();
    },
    refuseForeignPage(headers) {
      if (!pages.has(headers.origin ?? '')) refuse();
    },
    isSecure: (headers) => publicUrl?.protocol === 'https:' && headers.host?.toLowerCase() === publicUrl.host,
  };
}
