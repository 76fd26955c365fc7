/** One device of an account: its keys, its connection and what waits for it. */
import { type AccountState, type DeviceState, jidOf, type Link } from './accounts.ts';
import type { KeyShelf } from './key-shelf.ts';
import type { WritableLedger } from './ledger.ts';
import { createQueue } from './queue.ts';

export interface NewDevice {
  readonly id: number;
  readonly keys: KeyShelf;
  readonly noiseKey?: Uint8Array;
}

/** Adds a device to the account; its place must be free. */
export function addDevice(account: AccountState, { id, keys, noiseKey }: NewDevice): DeviceState {
  if (account.devices.has(id)) throw new Error(`device ${id} exists already`);
  const device: DeviceState = {
    account,
    id,
    keys,
    noiseKey,
    pn: jidOf(account, 'pn', id),
    lid: jidOf(account, 'lid', id),
    link: undefined,
    active: false,
    waiting: createQueue(),
    retried: new Set(),
    whenReady: [],
    get connected() {
      return device.link !== undefined;
    },
    get queued() {
      return device.waiting.size;
    },
    ready: () => (device.active ? Promise.resolve() : new Promise((resolve) => device.whenReady.push(resolve))),
  };
  account.devices.set(id, device);
  account.nextDeviceId = Math.max(account.nextDeviceId, id + 1);
  return device;
}

/** Takes a device off its link, so that what comes from now on waits; answers the link, if there was one. */
export function takeOffLink(device: DeviceState, ledger: WritableLedger): Link | undefined {
  const { link } = device;
  device.link = undefined;
  device.active = false;
  if (link !== undefined) ledger.write({ kind: 'closed', device: device.pn });
  return link;
}
