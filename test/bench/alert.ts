/** How soon an alert is on an open screen: seal → commit → screen → emit → client, against a disk sync and a bare websocket hop. */
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Admitted, admit } from '@atalaia/connector';
import { type ConversationId, type MessageId, type NumberId, ownerOfPerson, type PersonId } from '@atalaia/storage';
import { io, type Socket } from 'socket.io-client';
import { WebSocketServer } from 'ws';
import { liveEventName } from '../../monitor/src/api/index.ts';
import { captureMessages, type Incoming } from '../../monitor/src/capture.ts';
import { type Served, servedApp } from '../fixtures/served-app.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { type BenchRow, median, pairs, timed } from './measure.ts';

/** Alerts per pair; each in a conversation of its own, so that each is raised and not joined. */
const each = 20;
const text = 'Me chama no meu zap pessoal que a gente acerta por fora';

export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-bench-'));
  const served = await servedApp({ ATALAIA_DATA: join(folder, 'data'), ATALAIA_KEYS: join(folder, 'keys') });
  const screen = await openScreen(served);
  const hop = await openHop();
  const file = openSync(join(folder, 'appended'), 'a');
  try {
    const ours: number[] = [];
    const bytes = Buffer.alloc(200, 1);
    const result = await pairs(
      'alert',
      async () => {
        const times: number[] = [];
        for (let n = 0; n < each; n++) {
          const incoming = await newMessage(served);
          times.push(await alertOnScreen(served, screen, incoming));
        }
        ours.push(...times);
        return median(times);
      },
      async () => {
        const times: number[] = [];
        for (let n = 0; n < each; n++) {
          times.push(
            await timed(() => {
              writeSync(file, bytes);
              fdatasyncSync(file);
              return hop.once();
            }),
          );
        }
        return median(times);
      },
    );
    const late = ours.toSorted((a, b) => a - b)[Math.floor(ours.length * 0.99)] ?? Number.NaN;
    return [
      {
        work: 'seal → commit → screen → raise → emit → client, loopback, against fdatasync + bare websocket hop',
        ratio: result.ratio,
        goal: { most: 3 },
        unit: '× the time',
        note: `p50 ${result.measured.toFixed(2)} ms against ${result.reference.toFixed(2)} ms; p99 ${late.toFixed(1)} ms (below 10 on a quiet machine)`,
      },
    ];
  } finally {
    closeSync(file);
    hop.close();
    screen.close();
    await served[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  }
}

/** A manager's open page, as far as the socket goes. */
async function openScreen(served: Served): Promise<Socket> {
  const administrator = await served.administrator();
  const manager = await served.invited(administrator, 'bench@example.com', ['manager']);
  const screen = io(served.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: manager.cookie, origin: served.url },
  });
  await new Promise<void>((resolve, reject) => {
    screen.once('connect', () => resolve()).once('connect_error', reject);
  });
  return screen;
}

/** From a contact who is known already: their key is there. */
async function newMessage({ app }: Served): Promise<Admitted<Incoming>> {
  const contact = newId() as PersonId;
  const owner = ownerOfPerson(contact);
  await app.vault.keyOf(owner);
  const incoming: Incoming = {
    ...{ id: newId() as MessageId, number, conversation: newId() as ConversationId, author: contact },
    ...{ from: 'agent', kind: 'text', at: app.clock(), order: 0, origin: 'live', import: null, fingerprint: null },
    ...{ text, mentions: [], edited: false, owner },
  };
  const passed = admit(incoming, { kind: 'live', basis: 'contract', mode: 'notice', armed: true }, [
    { state: 'active', notice: 'notified' },
  ]);
  if (passed.kind !== 'admitted') throw new Error('The bench message was withheld.');
  return passed.content;
}

/** Milliseconds until the client was told; waits besides until the message is marked as screened. */
async function alertOnScreen({ app }: Served, screen: Socket, incoming: Admitted<Incoming>): Promise<number> {
  const start = performance.now();
  const heard = once(screen as unknown as NodeJS.EventEmitter, liveEventName);
  const capturing = captureMessages(app, [{ incoming, contact: incoming.author }]);
  await heard;
  const time = performance.now() - start;
  if ((await capturing).alerts !== 1) throw new Error('The bench message raised no alert.');
  return time;
}

const number = 'bench-number-0123456789' as NumberId;

/** One message from a bare websocket server to its client. */
async function openHop() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [socket] = await connected;
  await once(client, 'open');
  return {
    async once() {
      const heard = once(client, 'message');
      socket.send('{"kind":"alert-raised"}');
      await heard;
    },
    close() {
      client.close();
      server.close();
    },
  };
}
