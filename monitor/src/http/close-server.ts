/** Ends a listener gently: nothing new is taken, running requests get five seconds to end. */
import { once } from 'node:events';
import type { Server } from 'node:http';

export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), 5000);
  await closed;
  clearTimeout(force);
}
