/** Connects a device of this process: a phone, which is handed its stanzas without a socket. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { AccountState, DeviceState, Line } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { addDevice } from './device.ts';
import type { KeyShelf } from './key-shelf.ts';
import type { WritableLedger } from './ledger.ts';
import type { InProcessDevice } from './types.ts';

export interface AttachParts {
  readonly delivery: Delivery;
  readonly ledger: WritableLedger;
}

export function attachDevice(
  { delivery, ledger }: AttachParts,
  account: AccountState,
  id: number,
  device: InProcessDevice,
): DeviceState {
  const state = account.devices.get(id) ?? addDevice(account, { id, keys: shelfOf(device) });
  state.line = lineTo(state, device);
  state.active = false;
  ledger.write({ kind: 'login', device: state.pn });
  delivery.backlog(state);
  return state;
}

/** Only messages wait for a receipt here: the rest is done with once it was handed over. */
function lineTo(state: DeviceState, device: InProcessDevice): Line {
  let frozen: BinaryNode[] | undefined;
  const send = (node: BinaryNode) => {
    const { id = '', from, participant } = node.attrs;
    if (node.tag !== 'message') state.waiting.settle({ tag: node.tag, id, from, participant });
    device.deliver(node);
  };
  return {
    send: (node) => {
      if (node.tag === 'ib') return;
      if (frozen === undefined) send(node);
      else frozen.push(node);
    },
    end: () => undefined,
    cut: () => undefined,
    freeze: () => {
      frozen ??= [];
    },
    thaw: () => {
      const held = frozen ?? [];
      frozen = undefined;
      for (const node of held) send(node);
    },
  };
}

function shelfOf({ keys }: InProcessDevice): KeyShelf {
  return {
    preKeysLeft: Number.POSITIVE_INFINITY,
    take: () => {
      const preKey = keys.nextPreKey();
      const { registrationId, identityKey, signedPreKey } = keys;
      return { registrationId, identityKey, signedPreKey, ...(preKey === undefined ? {} : { preKey }) };
    },
  };
}
