/** The one cookie of the portal, strictly necessary: it keeps an opened link open in this browser, and nothing else. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { Origins } from '../http/origins.ts';

/** Under https the name keeps it from being set over http (`__Secure-`, RFC 6265bis §4.1.3.1). */
function nameOf(secure: boolean): string {
  return secure ? '__Secure-atalaia-portal' : 'atalaia-portal';
}

const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'strict', secure, path: '/my' }) as const;

/** What the request's cookie holds, if it looks like a session. */
export function readSession(headers: IncomingHttpHeaders, origins: Pick<Origins, 'isSecure'>): string | undefined {
  const prefix = `${nameOf(origins.isSecure(headers))}=`;
  const pairs = headers.cookie?.split(';').map((pair) => pair.trim()) ?? [];
  const token = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return token !== undefined && /^[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

/** @param forMs how long the link still lives */
export function giveSession(response: Response, secure: boolean, token: string, forMs: number): void {
  response.cookie(nameOf(secure), token, { ...attributes(secure), maxAge: forMs });
}

export function dropSession(response: Response, secure: boolean): void {
  response.clearCookie(nameOf(secure), attributes(secure));
}
