/** One device of an account: its keys, its connection and what waits for it. */
import { type AccountState, type DeviceState, jidOf, type Line } from './accounts.ts';
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
    line: undefined,
    active: false,
    waiting: createQueue(),
    retried: new Set(),
    whenReady: [],
    get connected() {
      return device.line !== undefined;
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

/** Takes a device off its line, so that what comes from now on waits; answers the line, if there was one. */
export function takeOffLine(device: DeviceState, ledger: WritableLedger): Line | undefined {
  const { line } = device;
  device.line = undefined;
  device.active = false;
  if (line !== undefined) ledger.write({ kind: 'closed', device: device.pn });
  return line;
}
