/** Run as a process of its own: the unmodified client with its keys in memory, which greets whoever writes for the first time. */

import { silenceLibsignal } from '../../connector/src/whatsapp/silence.ts';
import { memoryAuth, openClient } from '../whatsapp/client.ts';
import { trustIntroduced } from '../whatsapp/trust.ts';
import { endWithParent, figuresNow, type Order, say, type Task } from './socket-process.ts';

const { introduction, phones } = JSON.parse(process.argv[2] ?? '') as Task;
const server = trustIntroduced(introduction);
silenceLibsignal();
const [phone = ''] = phones;
const auth = memoryAuth();
const pairing = openClient(server, auth);
const { qr = '' } = await pairing.update((update) => update.qr !== undefined);
say({ kind: 'code', phone, text: qr });
await pairing.closed();

const client = openClient(server, auth);
const greeted = new Set<string>();
let kept = 0;
client.socket.ev.on('messages.upsert', ({ messages }) => {
  for (const { key } of messages) {
    if (key.fromMe || !key.remoteJid) continue;
    kept += 1;
    // Who was never answered goes on sending the dearer kind of message.
    if (!greeted.has(key.remoteJid)) void client.socket.sendMessage(key.remoteJid, { text: 'Bom dia' });
    greeted.add(key.remoteJid);
  }
});
await client.update(({ connection }) => connection === 'open');
say({ kind: 'connected', phone });

endWithParent();
process.on('message', (order: Order) => void obey(order));

async function obey(order: Order): Promise<void> {
  if (order === 'figures') return say({ kind: 'figures', figures: figuresNow({ syncs: 0, kept }) });
  await client[Symbol.asyncDispose]();
  return process.disconnect?.();
}
