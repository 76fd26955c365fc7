/** Calls: only their signalling, which is all that a companion hears of them. */
import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import { jidOf } from './chat.ts';
import type { Line } from './line.ts';
import { messageId } from './message-id.ts';

export interface Call {
  readonly id: string;
  /** The caller hangs up. */
  end(): void;
  /** Nobody answered: a missed call. */
  expire(): void;
}

/** Rings the other's devices. */
export function call(line: Line, to: Account, options: { readonly video?: boolean } = {}): Call {
  const { addressing } = line.account;
  const self = jidOf(line.account, addressing);
  const id = randomBytes(16).toString('hex').toUpperCase();
  const send = (tag: 'offer' | 'terminate', attrs: Record<string, string>, content: BinaryNode[]) => {
    line.server.submit(line.account, 0, {
      tag: 'call',
      attrs: { id: messageId(), to: jidOf(to, addressing) },
      content: [{ tag, attrs: { 'call-id': id, 'call-creator': self, caller_pn: line.account.pn, ...attrs }, content }],
    });
  };
  const sound: BinaryNode = { tag: 'audio', attrs: { enc: 'opus', rate: '16000' } };
  const picture: BinaryNode = { tag: 'video', attrs: { enc: 'vp8', dec: 'vp8' } };
  send('offer', {}, options.video === true ? [sound, picture] : [sound]);
  return {
    id,
    end: () => send('terminate', {}, []),
    expire: () => send('terminate', { reason: 'timeout' }, []),
  };
}
