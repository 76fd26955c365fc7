/** Links a new device: shows codes until the phone of the very number has accepted one. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { LinkState, PairingFailure } from '../number-link.ts';
import { type Cause, endingOf } from './lifecycle.ts';
import { identifierOf } from './own.ts';
import { phoneKey } from './phone-key.ts';
import { openSocket, type SocketDeps } from './socket.ts';

export type PairingCode = NonNullable<Extract<LinkState, { kind: 'pairing' }>['code']>;

/** One pairing as it goes on. */
export interface Pairing {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly off: AbortController;
  reason: LinkState['reason'];
  code: PairingCode | null;
}

export type PairingEnd =
  /** The phone vouched for the session: it may log in. */
  | { readonly kind: 'paired' }
  /** The phone of another number accepted the code; it was told no, and nothing was linked. */
  | { readonly kind: 'other-number' }
  /** Called off, the codes were used up, or the connection was lost. `shown`: whether there was a code at all. */
  | { readonly kind: 'failed'; readonly cause: Cause; readonly shown: boolean };

export interface PairingDeps extends Pick<SocketDeps, 'store' | 'session' | 'version' | 'server' | 'pause'> {
  readonly by: 'qr' | 'code';
  /** Of the number that is to be linked: E.164 with plus sign. */
  readonly phone: string;
  readonly clock: () => number;
  readonly onCode: (code: PairingCode) => void;
  readonly signal: AbortSignal;
}

/** WhatsApp gives six codes at once. Milliseconds that the first and each other is shown, as WhatsApp Web does. */
const firstLasts = 60_000;
const nextLasts = 20_000;
const allLast = firstLasts + 5 * nextLasts;

export async function pairDevice(deps: PairingDeps): Promise<PairingEnd> {
  const { by, phone, clock, onCode, signal, ...connection } = deps;
  let received = 0;
  let shown = false;
  let foreign = false;

  const socket = openSocket({ ...connection, onCode: show });
  socket.whatsapp.ws.prependListener('CB:iq,,pair-success', (node: BinaryNode) => {
    foreign = !isOf(phone, node);
    // Ended before Baileys countersigns: the phone then links nothing.
    if (foreign) socket.stop({ kind: 'closed', code: 401 });
  });
  const callOff = () => socket.stop({ kind: 'closed', code: 428 });
  if (signal.aborted) callOff();
  signal.addEventListener('abort', callOff);

  function show(qr: string): void {
    received += 1;
    if (by === 'qr') tell({ by, text: qr, until: clock() + (received === 1 ? firstLasts : nextLasts) });
    if (by === 'qr' || received > 1) return;
    socket.whatsapp.requestPairingCode(phone.slice(1)).then(
      (text) => tell({ by, text, until: clock() + allLast }),
      () => socket.stop({ kind: 'closed', code: 428 }),
    );
  }

  function tell(code: PairingCode): void {
    shown = true;
    onCode(code);
  }

  const cause = await socket.end;
  signal.removeEventListener('abort', callOff);
  if (foreign) return { kind: 'other-number' };
  // The account's signature is there once the phone has vouched, also if the connection broke right after it.
  return deps.session.creds.account === undefined ? { kind: 'failed', cause, shown } : { kind: 'paired' };
}

/** Why a pairing that nobody called off linked nothing. */
export function failureOf({ cause, shown }: Extract<PairingEnd, { kind: 'failed' }>): PairingFailure {
  const ending = endingOf(cause);
  if (ending.kind === 'stop') return ending.reason === 'outdated' ? 'outdated' : 'refused';
  return shown ? 'code-expired' : 'unreachable';
}

function isOf(phone: string, success: BinaryNode): boolean {
  const device = children(children(success)[0]).find(({ tag }) => tag === 'device');
  const paired = identifierOf(device?.attrs['jid']);
  return paired?.kind === 'phone' && phoneKey(paired.value) === phoneKey(phone);
}

function children(node: BinaryNode | undefined): readonly BinaryNode[] {
  return Array.isArray(node?.content) ? node.content : [];
}
