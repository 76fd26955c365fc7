/** Everything a Baileys client hears, in lists that a test can wait on. */
import type { BaileysEventMap, BinaryNode, WAMessage } from '@whiskeysockets/baileys';
import type { Client } from '../client.ts';
import { Arrivals } from './arrivals.ts';

export interface Hearing {
  readonly messages: Arrivals<WAMessage>;
  readonly updates: Arrivals<BaileysEventMap['messages.update'][number]>;
  readonly calls: Arrivals<BaileysEventMap['call'][number]>;
  readonly history: Arrivals<BaileysEventMap['messaging-history.set']>;
  /** Message stanzas as they came, before anything was done with them. */
  readonly stanzas: Arrivals<BinaryNode>;
  /** Receipt stanzas as they came: the events about them may be folded into others. */
  readonly receipts: Arrivals<BinaryNode>;
}

export function hearingOf({ socket }: Client): Hearing {
  const hearing: Hearing = {
    messages: new Arrivals(),
    updates: new Arrivals(),
    calls: new Arrivals(),
    history: new Arrivals(),
    stanzas: new Arrivals(),
    receipts: new Arrivals(),
  };
  socket.ws.on('CB:message', (stanza: BinaryNode) => hearing.stanzas.add(stanza));
  socket.ws.on('CB:receipt', (stanza: BinaryNode) => hearing.receipts.add(stanza));
  socket.ev.on('messages.upsert', ({ messages }) => addAll(hearing.messages, messages));
  socket.ev.on('messages.update', (updates) => addAll(hearing.updates, updates));
  socket.ev.on('call', (calls) => addAll(hearing.calls, calls));
  socket.ev.on('messaging-history.set', (set) => hearing.history.add(set));
  return hearing;
}

function addAll<T>(arrivals: Arrivals<T>, items: readonly T[]): void {
  for (const item of items) arrivals.add(item);
}
