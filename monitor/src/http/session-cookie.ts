/** The one cookie: the session's token, out of reach of scripts and of other sites. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import { absoluteMs } from '../access/session.ts';
import type { Origins } from './origins.ts';

/** Under https the name binds the cookie to this host and to https (`__Host-`, RFC 6265bis §4.1.3.2). */
function nameOf(secure: boolean): string {
  return secure ? '__Host-atalaia' : 'atalaia';
}

/** The token that the request's cookie holds, if it looks like one. */
export function readToken(headers: IncomingHttpHeaders, origins: Pick<Origins, 'isSecure'>): string | undefined {
  const prefix = `${nameOf(origins.isSecure(headers))}=`;
  const pairs = headers.cookie?.split(';').map((pair) => pair.trim()) ?? [];
  const token = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

export function giveToken(response: Response, secure: boolean, token: string): void {
  response.cookie(nameOf(secure), token, { ...attributes(secure), maxAge: absoluteMs });
}

export function dropToken(response: Response, secure: boolean): void {
  response.clearCookie(nameOf(secure), attributes(secure));
}

const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'strict', secure, path: '/' }) as const;
