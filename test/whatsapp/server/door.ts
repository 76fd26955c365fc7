/** Where clients knock: a WebSocket server on a free loopback port. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { ServerIdentity } from './certificate.ts';
import { type Caller, openChannel } from './channel.ts';
import type { Admission } from './waiting-companion.ts';

export interface Door extends AsyncDisposable {
  readonly address: string;
}

/** `admit` is asked for each client once its handshake is done. */
export async function openDoor(identity: ServerIdentity, admit: (caller: Caller) => Admission): Promise<Door> {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/ws/chat' });
  await once(sockets, 'listening');
  sockets.on('connection', (socket) => {
    let admission: Admission | undefined;
    openChannel(socket, identity, {
      open: (caller) => {
        admission = admit(caller);
        return admission.take;
      },
      closed: () => admission?.closed(),
    });
  });
  return {
    address: `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}/ws/chat`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
