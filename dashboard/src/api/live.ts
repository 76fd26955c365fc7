/** The live connection: ids and severities as things happen, and a word when something may have been missed. */
import { type LiveEvent, liveEvent, liveEventName } from '@atalaia/monitor/api';
import { io } from 'socket.io-client';

/** `missed`: events may have been lost (a gap or a reconnect), so what is shown must be read again. */
export type LiveNews = LiveEvent | { readonly kind: 'missed' };

/** The alerts among the events: what the desk shows. */
export type AlertNews = Extract<LiveEvent, { kind: 'alert-raised' | 'alert-joined' | 'alert-decided' }>;

export function isAlertNews(news: LiveNews): news is AlertNews {
  return news.kind === 'alert-raised' || news.kind === 'alert-joined' || news.kind === 'alert-decided';
}

export type LiveStatus = 'connecting' | 'connected' | 'lost';

export interface LiveConnection extends Disposable {
  status(): LiveStatus;
  onStatus(listener: () => void): () => void;
  onNews(listener: (news: LiveNews) => void): () => void;
}

/** A server that said goodbye needs a moment before it may be back. */
const afterGoodbyeMs = 1000;

/** @param onAdmitted called once, when the connection stands at the first try: whatever was read earlier may be old by then. */
export function connectLive(onAdmitted: () => void): LiveConnection {
  const socket = io({ path: '/live', transports: ['websocket'] });
  const newsListeners = new Set<(news: LiveNews) => void>();
  const statusListeners = new Set<() => void>();
  let status: LiveStatus = 'connecting';
  let last: number | null = null;

  const tell = (news: LiveNews) => {
    for (const listener of newsListeners) listener(news);
  };
  const turn = (next: LiveStatus) => {
    const before = status;
    status = next;
    for (const listener of statusListeners) listener();
    if (before === 'lost' && next === 'connected') tell({ kind: 'missed' });
    if (before === 'connecting' && next === 'connected') onAdmitted();
  };

  socket.on('connect', () => {
    last = null;
    turn('connected');
  });
  socket.on('disconnect', (reason) => {
    turn('lost');
    // socket.io comes back by itself unless the server said goodbye, as it does when it ends or is restarted.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), afterGoodbyeMs);
  });
  socket.on('connect_error', (error) => {
    turn('lost');
    // The server refused the session: the next reading tells the person so.
    if (error.message === 'not-signed-in') tell({ kind: 'missed' });
  });
  socket.on(liveEventName, (sent: unknown) => {
    const event = liveEvent.safeParse(sent);
    const gap = !event.success || (last !== null && event.data.count !== last + 1);
    if (event.success) last = event.data.count;
    if (gap) tell({ kind: 'missed' });
    if (event.success) tell(event.data);
  });

  return {
    status: () => status,
    onStatus: (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onNews: (listener) => {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}
