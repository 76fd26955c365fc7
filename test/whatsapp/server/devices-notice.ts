/** Tells those who know an account that a companion came or went, so that they encrypt for the right devices. */
import type { AccountState, DeviceState } from './accounts.ts';
import type { Delivery } from './delivery.ts';
import { stanza } from './stanza.ts';

export interface NoticeParts {
  readonly delivery: Delivery;
  readonly now: () => number;
}

export function tellOfDevice({ delivery, now }: NoticeParts, change: 'add' | 'remove', device: DeviceState): void {
  const { account } = device;
  const t = String(now());
  const content = [device.pn, device.lid].map((jid) => stanza('device', { jid, 'key-index': String(device.id) }));
  for (const informed of companionsOf([account, ...account.acquaintances])) {
    if (informed === device) continue;
    const attrs = { from: account.pn, lid: account.lid, type: 'devices', id: `devices-${change}-${device.id}-${t}`, t };
    delivery.deliver(
      informed,
      stanza('notification', attrs, [stanza(change, { device_hash: `2:${device.id}` }, content)]),
    );
  }
}

function companionsOf(accounts: readonly AccountState[]): readonly DeviceState[] {
  return accounts.flatMap((account) => [...account.devices.values()].filter(({ id }) => id !== 0));
}
