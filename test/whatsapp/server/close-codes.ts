/** How the server ends a connection so that the client sees the status code wanted. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Line } from './accounts.ts';
import { serverJid, stanza } from './stanza.ts';
import type { CloseCode } from './types.ts';

/** A login can be refused with these. */
export type Refusal = 401 | 403 | 405 | 500 | 503;

/** Ends a logged-in connection. 408 has no farewell: the client gives up on a server that fell silent. */
export function endWith(line: Line, code: CloseCode): void {
  if (code === 408) {
    line.freeze();
    return;
  }
  line.send(farewell(code));
  line.end();
}

/** Answers a login with a refusal. */
export function refuse(line: Pick<Line, 'send' | 'end'>, code: Refusal): void {
  line.send(failure(code));
  line.end();
}

/** What every later login meets after a connection was ended with this code; undefined when it may log in again. */
export function refusalAfter(code: CloseCode): Refusal | undefined {
  return code === 403 || code === 405 ? code : undefined;
}

function farewell(code: Exclude<CloseCode, 408>): BinaryNode {
  switch (code) {
    case 401:
      return stanza('stream:error', { code: '401' }, [stanza('conflict', { type: 'device_removed' })]);
    case 403:
    case 405:
      return failure(code);
    case 411:
      return stanza('ib', { from: serverJid }, [stanza('downgrade_webclient', {})]);
    case 428:
      return stanza('xmlstreamend', {});
    case 440:
      return stanza('stream:error', {}, [stanza('conflict', { type: 'replaced' })]);
    case 500:
    case 503:
    case 515:
      return stanza('stream:error', { code: String(code) });
    default:
      return unreachable(code);
  }
}

function failure(code: Refusal): BinaryNode {
  return stanza('failure', { reason: String(code), location: 'lla' });
}

function unreachable(code: never): never {
  throw new Error(`no such close code: ${String(code)}`);
}
