/** Writes down what the server took, handed over and was told, so that tests can add it up. */
import type { Device, Ledger, LedgerEntry } from './types.ts';

export interface WritableLedger extends Ledger {
  write(entry: LedgerEntry): void;
  /** Calls the listener for each coming entry until the returned function is called. */
  listen(listener: (entry: LedgerEntry) => void): () => void;
  /** How often the message was handed over to the device so far. */
  timesDelivered(id: string, device: string): number;
}

export function createLedger(): WritableLedger {
  const entries: LedgerEntry[] = [];
  const listeners = new Set<(entry: LedgerEntry) => void>();
  const deliveries = new Map<string, number>();

  const idsAt = (kind: 'delivered' | 'acknowledged', device: Device): ReadonlySet<string> =>
    new Set(entries.flatMap((entry) => (entry.kind === kind && entry.device === device.pn ? [entry.id] : [])));

  return {
    entries,
    write: (entry) => {
      entries.push(entry);
      if (entry.kind === 'delivered') deliveries.set(`${entry.id} ${entry.device}`, entry.nth);
      for (const listener of [...listeners]) listener(entry);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    timesDelivered: (id, device) => deliveries.get(`${id} ${device}`) ?? 0,
    until: (predicate) => {
      const past = entries.find(predicate);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((resolve) => {
        const listener = (entry: LedgerEntry) => {
          if (!predicate(entry)) return;
          listeners.delete(listener);
          resolve(entry);
        };
        listeners.add(listener);
      });
    },
    deliveredTo: (device) => idsAt('delivered', device),
    acknowledgedBy: (device) => idsAt('acknowledged', device),
  };
}
