/** Writes down what the server took, handed over and was told, so that tests can add it up. */
import type { Ledger, LedgerEntry } from './types.ts';

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
    deliveredTo: ({ pn }) =>
      new Set(entries.flatMap((entry) => (entry.kind === 'delivered' && entry.device === pn ? [entry.id] : []))),
    acknowledgedBy: ({ pn }) =>
      new Set(entries.flatMap((entry) => (isReceived(entry) && entry.device === pn ? [entry.id] : []))),
  };
}

/** A retry receipt asks for the message again: it was not received. */
function isReceived(entry: LedgerEntry): entry is Extract<LedgerEntry, { kind: 'acknowledged' }> {
  return entry.kind === 'acknowledged' && entry.receipt !== 'retry';
}
