/** Links a new device: shows codes until the phone of the very number has accepted one. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { LinkState } from '../model.ts';
import type { Cause } from './lifecycle.ts';
import { identifierOf } from './own.ts';
import { phoneKey } from './phone-key.ts';
import { openSocket, type SocketDeps } from './socket.ts';

export type PairingCode = NonNullable<Extract<LinkState, { kind: 'pairing' }>['code']>;

export type PairingEnd =
  /** The phone vouched for the session: it may log in. */
  | { readonly kind: 'paired' }
  /** The phone of another number accepted the code; it was told no, and nothing was linked. */
  | { readonly kind: 'other-number' }
  /** Called off, the codes were used up, or the connection was lost. */
  | { readonly kind: 'failed'; readonly cause: Cause };

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
  let shown = 0;
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
    shown += 1;
    if (by === 'qr') onCode({ by, text: qr, until: clock() + (shown === 1 ? firstLasts : nextLasts) });
    if (by === 'qr' || shown > 1) return;
    socket.whatsapp.requestPairingCode(phone.slice(1)).then(
      (text) => onCode({ by, text, until: clock() + allLast }),
      () => socket.stop({ kind: 'closed', code: 428 }),
    );
  }

  const cause = await socket.end;
  signal.removeEventListener('abort', callOff);
  if (foreign) return { kind: 'other-number' };
  // The account's signature is there once the phone has vouched, also if the connection broke right after it.
  return deps.session.creds.account === undefined ? { kind: 'failed', cause } : { kind: 'paired' };
}

function isOf(phone: string, success: BinaryNode): boolean {
  const device = children(children(success)[0]).find(({ tag }) => tag === 'device');
  const paired = identifierOf(device?.attrs['jid']);
  return paired?.kind === 'phone' && phoneKey(paired.value) === phoneKey(phone);
}

function children(node: BinaryNode | undefined): readonly BinaryNode[] {
  return Array.isArray(node?.content) ? node.content : [];
}
