/** Hands stanzas over to devices: at once, or with the backlog at the next login; through whatever fault is set. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState } from './accounts.ts';
import { corrupted } from './corrupt.ts';
import type { Fate, FaultState } from './faults.ts';
import type { WritableLedger } from './ledger.ts';
import type { Waiting } from './queue.ts';
import { serverJid, stanza } from './stanza.ts';

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
      const line = device.line;
      if (line === undefined) return;
      ledger.write({ kind: 'backlog-asked', device: device.pn });
      device.waiting.rewind();
      const count = device.waiting.size;
      device.active = true;
      const cut = faults.takeBacklogCut(device);
      if (cut !== undefined) cutAfterReceipts(parts, device, Math.min(cut.receipts ?? count, device.waiting.messages));
      resume(device, true);
      if (cut !== undefined || device.line !== line) return;
      line.send(stanza('ib', { from: serverJid }, [stanza('offline', { count: String(count) })]));
      ledger.write({ kind: 'marker', device: device.pn });
      for (const resolve of device.whenReady.splice(0)) resolve();
    },
  };
}

function handOver({ faults, ledger }: DeliveryParts, device: DeviceState, entry: Waiting, offline: boolean): void {
  const line = device.line;
  if (line === undefined) return;
  const isMessage = entry.stanza.tag === 'message';
  const fate = faults.fateOf(device, isMessage);
  if (isMessage) writeDownStrikes(ledger, device, entry.stanza.attrs['id'] ?? '', fate);
  if (fate.corrupt) entry.stanza = corrupted(entry.stanza);
  if (fate.lost) return;
  const { tag, attrs, content } = entry.stanza;
  const node = stanza(tag, { ...attrs, offline: offline ? '1' : undefined }, content);
  const send = () => {
    if (device.line !== line) return;
    if (isMessage) {
      const id = attrs['id'] ?? '';
      const nth = ledger.timesDelivered(id, device.pn) + 1;
      const peer = attrs['category'] === 'peer';
      ledger.write({ kind: 'delivered', id, device: device.pn, from: attrs['from'] ?? '', nth, offline, peer });
    }
    line.send(node);
  };
  for (let copy = 0; copy < fate.copies; copy += 1) {
    if (fate.delayMs > 0) faults.later(send, fate.delayMs);
    else send();
  }
}

function writeDownStrikes(ledger: WritableLedger, device: DeviceState, id: string, fate: Fate): void {
  const strikes = [
    ['loss', fate.lost],
    ['corruption', fate.corrupt],
    ['duplication', fate.copies > 1],
    ['delay', fate.delayMs > 0],
  ] as const;
  for (const [by, struck] of strikes) if (struck) ledger.write({ kind: 'struck', id, device: device.pn, by });
}

/** The network goes once so many of the backlog's messages were answered for, and before the end marker. */
function cutAfterReceipts({ ledger }: DeliveryParts, device: DeviceState, receipts: number): void {
  const line = device.line;
  if (receipts === 0) {
    queueMicrotask(() => line?.cut());
    return;
  }
  const answered = new Set<string>();
  const stop = ledger.listen((entry) => {
    if (device.line !== line) return stop();
    if ((entry.kind !== 'acknowledged' && entry.kind !== 'nacked') || entry.device !== device.pn) return;
    answered.add(entry.id);
    if (answered.size < receipts) return;
    stop();
    line?.cut();
  });
}
