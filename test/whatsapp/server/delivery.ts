/** Hands stanzas over to devices: at once, or with the backlog at the next login; through whatever fault is set. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState } from './accounts.ts';
import { corrupted } from './corrupt.ts';
import type { FaultState } from './faults.ts';
import type { WritableLedger } from './ledger.ts';
import type { Waiting } from './queue.ts';
import { stanza } from './stanza.ts';

export interface Delivery {
  /** Queues a stanza and hands it over if the device is listening. */
  deliver(device: DeviceState, stanza: BinaryNode): void;
  /** The device has asked for its backlog: everything that waits, then the end marker. */
  backlog(device: DeviceState): void;
  /** Hands over what was held back, after deafness. */
  resume(device: DeviceState): void;
}

export interface DeliveryParts {
  readonly faults: FaultState;
  readonly ledger: WritableLedger;
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { faults, ledger } = parts;

  const resume = (device: DeviceState, offline = false) => {
    if (!device.active || faults.isDeaf(device)) return;
    for (const entry of device.waiting.takeUnsent()) {
      handOver(parts, device, entry, offline);
    }
  };
  return {
    deliver: (device, node) => {
      device.waiting.add(node);
      resume(device);
    },
    resume,
    backlog: (device) => {
      const link = device.link;
      if (link === undefined) return;
      ledger.write({ kind: 'backlog-asked', device: device.pn });
      device.waiting.rewind();
      const count = device.waiting.size;
      device.active = true;
      const cut = faults.takeBacklogCut(device);
      if (cut !== undefined) cutAfterReceipts(parts, device, Math.min(cut.receipts ?? count, device.waiting.messages));
      resume(device, true);
      if (cut !== undefined || device.link !== link) return;
      link.send(stanza('ib', { from: 's.whatsapp.net' }, [stanza('offline', { count: String(count) })]));
      ledger.write({ kind: 'marker', device: device.pn });
      for (const resolve of device.whenReady.splice(0)) resolve();
    },
  };
}

function handOver({ faults, ledger }: DeliveryParts, device: DeviceState, entry: Waiting, offline: boolean): void {
  const link = device.link;
  if (link === undefined) return;
  const isMessage = entry.stanza.tag === 'message';
  const fate = faults.fateOf(device, isMessage);
  if (fate.corrupt) entry.stanza = corrupted(entry.stanza);
  if (fate.lost) return;
  const { tag, attrs, content } = entry.stanza;
  const node = stanza(tag, { ...attrs, offline: offline ? '1' : undefined }, content);
  const send = () => {
    if (device.link !== link) return;
    if (isMessage) {
      const id = attrs['id'] ?? '';
      const nth = ledger.timesDelivered(id, device.pn) + 1;
      const peer = attrs['category'] === 'peer';
      ledger.write({ kind: 'delivered', id, device: device.pn, from: attrs['from'] ?? '', nth, offline, peer });
    }
    link.send(node);
  };
  for (let copy = 0; copy < fate.copies; copy += 1) {
    if (fate.delayMs > 0) faults.later(send, fate.delayMs);
    else send();
  }
}

/** The network goes once so many of the backlog's messages were acknowledged, and before the end marker. */
function cutAfterReceipts({ ledger }: DeliveryParts, device: DeviceState, receipts: number): void {
  const link = device.link;
  let missing = receipts;
  if (missing === 0) {
    queueMicrotask(() => link?.cut());
    return;
  }
  const stop = ledger.listen((entry) => {
    if (device.link !== link) return stop();
    if (entry.kind !== 'acknowledged' || entry.device !== device.pn) return;
    missing -= 1;
    if (missing > 0) return;
    stop();
    link?.cut();
  });
}
