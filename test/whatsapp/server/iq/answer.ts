/** Finds who answers an iq query. What no room knows is answered with an empty result and written down. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState } from '../accounts.ts';
import type { WritableLedger } from '../ledger.ts';
import { children, serverJid, stanza } from '../stanza.ts';
import { type AccountParts, accountAnswers } from './account.ts';
import { type GroupParts, groupAnswers } from './group.ts';
import { type KeyParts, keyAnswers } from './keys.ts';
import { type LinkingParts, linkingAnswers } from './linking.ts';
import { type UserParts, userAnswers } from './users.ts';

/** `afterwards` is done after the answer was sent. */
export type Answer =
  | { readonly kind: 'result'; readonly content?: BinaryNode[]; readonly afterwards?: () => void }
  | { readonly kind: 'error'; readonly code: number; readonly text: string };

export type Answerer = (device: DeviceState, iq: BinaryNode) => Answer;

export type IqParts = AccountParts &
  GroupParts &
  KeyParts &
  LinkingParts &
  UserParts & { readonly ledger: WritableLedger };

export interface Answered {
  readonly reply: BinaryNode;
  afterwards(): void;
}

/** By `xmlns` and the tag of the first child; without child, by `xmlns` alone. */
export function createAnswerer(parts: IqParts): (device: DeviceState, iq: BinaryNode) => Answered {
  const rooms = new Map<string, Answerer>([
    ...accountAnswers(parts),
    ...groupAnswers(parts),
    ...keyAnswers(parts),
    ...linkingAnswers(parts),
    ...userAnswers(parts),
  ]);
  return (device, iq) => {
    const { xmlns = '', id = '' } = iq.attrs;
    const question = [xmlns, children(iq)[0]?.tag].filter((word) => word !== undefined).join(' ');
    const room = rooms.get(question) ?? rooms.get(xmlns);
    if (room === undefined) parts.ledger.write({ kind: 'unknown-question', device: device.pn, question });
    const answer: Answer = room?.(device, iq) ?? { kind: 'result' };
    if (answer.kind === 'error') {
      const error = stanza('error', { code: String(answer.code), text: answer.text });
      return { reply: stanza('iq', { id, from: serverJid, type: 'error' }, [error]), afterwards: () => undefined };
    }
    return {
      reply: stanza('iq', { id, from: iq.attrs['to'] ?? serverJid, type: 'result' }, answer.content),
      afterwards: answer.afterwards ?? (() => undefined),
    };
  };
}
