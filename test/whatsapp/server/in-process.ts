/** Connects a device of this process: a phone, which is handed its stanzas without a socket. */
import type { AccountState, DeviceState, Link } from './accounts.ts';
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
  state.link = linkTo(state, device);
  state.active = false;
  ledger.write({ kind: 'login', device: state.pn });
  delivery.backlog(state);
  return state;
}

/** Only messages wait for a receipt here: the rest is done with once it was handed over. */
function linkTo(state: DeviceState, device: InProcessDevice): Link {
  let frozen = false;
  const link: Link = {
    send: (node) => {
      if (frozen || node.tag === 'ib') return;
      if (node.tag !== 'message') state.waiting = state.waiting.filter(({ stanza }) => !sameStanza(stanza, node));
      device.deliver(node);
    },
    end: () => undefined,
    cut: () => undefined,
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
    },
  };
  return link;
}

function sameStanza(one: { tag: string; attrs: Record<string, string> }, other: typeof one): boolean {
  return (
    ['id', 'from', 'participant', 'type'].every((name) => one.attrs[name] === other.attrs[name]) &&
    one.tag === other.tag
  );
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
