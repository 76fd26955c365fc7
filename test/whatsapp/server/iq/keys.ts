/** Questions about Signal keys: how many are left, here are more, give me somebody's. */
import type { DeviceState, Directory } from '../accounts.ts';
import type { Delivery } from '../delivery.ts';
import { bundleStanza, type KeyShelf, type UploadedShelf } from '../key-shelf.ts';
import type { WritableLedger } from '../ledger.ts';
import { child, children, serverJid, stanza } from '../stanza.ts';
import type { Answer, Answerer } from './answer.ts';

export interface KeyParts {
  readonly directory: Directory;
  readonly delivery: Delivery;
  readonly ledger: WritableLedger;
  readonly now: () => number;
}

/** WhatsApp asks for more keys when fewer than this are left. */
const fewPreKeys = 5;

export function keyAnswers(parts: KeyParts): ReadonlyArray<readonly [string, Answerer]> {
  return [
    ['encrypt count', ({ keys }) => result([stanza('count', { value: String(keys.preKeysLeft) })])],
    ['encrypt digest', () => result([stanza('digest', {})])],
    [
      'encrypt key',
      (_, iq) => {
        const users = children(child(iq, 'key'), 'user').flatMap(({ attrs: { jid = '' } }) => {
          const device = parts.directory.deviceOf(jid);
          return device === undefined ? [] : [bundleStanza(jid, takeBundle(parts, device))];
        });
        return result([stanza('list', {}, users)]);
      },
    ],
    [
      'encrypt',
      ({ keys, pn }, iq) => {
        if (!isUploaded(keys)) return { kind: 'error', code: 406, text: 'a device of this process uploads no keys' };
        keys.upload(iq);
        parts.ledger.write({ kind: 'keys-uploaded', device: pn, left: keys.preKeysLeft });
        return { kind: 'result' };
      },
    ],
  ];
}

/** Takes a bundle off the shelf and asks the device for more prekeys when few are left. */
export function takeBundle({ delivery, now }: Pick<KeyParts, 'delivery' | 'now'>, device: DeviceState) {
  const bundle = device.keys.take();
  const left = device.keys.preKeysLeft;
  if (left < fewPreKeys && isUploaded(device.keys)) {
    const attrs = { from: serverJid, type: 'encrypt', id: `prekeys-${left}`, t: String(now()) };
    delivery.deliver(device, stanza('notification', attrs, [stanza('count', { value: String(left) })]));
  }
  return bundle;
}

function result(content: NonNullable<Extract<Answer, { kind: 'result' }>['content']>): Answer {
  return { kind: 'result', content };
}

function isUploaded(shelf: KeyShelf): shelf is UploadedShelf {
  return 'upload' in shelf;
}
