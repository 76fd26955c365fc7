/** A connection that captures: what arrives on it is durable before WhatsApp is told, and silence on it is noticed. */
import type { JournalStore } from '@atalaia/storage';
import type { BinaryNode, SocketConfig } from '@whiskeysockets/baileys';
import type { Journal } from '../journal/journal.ts';
import type { Session } from './credentials.ts';
import { makeDurable } from './durable.ts';
import { phoneInHistory } from './history.ts';
import { tellKeyChange } from './key-change.ts';
import { sentBefore } from './outbox.ts';
import type { Own } from './own.ts';
import { type Sender, startSender } from './sender.ts';
import { type NumberSocket, openSocket, type SocketDeps } from './socket.ts';
import { listenForStanzas } from './stanzas.ts';
import { type TakeInDeps, takeIn, takeUndecryptable } from './take-in.ts';
import { type Watchdog, watchHearing } from './watchdog.ts';

export interface Connection extends NumberSocket {
  readonly session: Session;
  /** Resolves when WhatsApp has let us in; never if it does not. */
  readonly open: Promise<void>;
  /** When WhatsApp last sent anything, milliseconds; null before the first time. */
  heardAt(): number | null;
  /** Something waits in the outbox. */
  planned(): void;
}

export interface ConnectionDeps
  extends Omit<TakeInDeps, 'own' | 'phoneOf'>,
    Pick<SocketDeps, 'version' | 'server' | 'session'> {
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly reportFault: (fault: unknown) => void;
  /** Told after each commit. */
  readonly committed: () => void;
  /** A message arrived, of whatever kind. */
  readonly came: () => void;
}

/** The session's phone has vouched for it. */
export function connect(deps: ConnectionDeps): Connection {
  const { session, store, journal, clock, newId, committed } = deps;
  const open = Promise.withResolvers<void>();
  let heardAt: number | null = null;

  const own = (): Own => ownOf(session);
  const parts = { own, clock, newId, phoneOf: (lid: string) => phoneInHistory(store, session, lid) };
  const guards = {
    journal,
    own,
    committed,
    ended: () => socket.ended(),
    onStoreFailure: () => socket.stop({ kind: 'storage' }),
  };
  const durable = makeDurable({
    ...guards,
    takeIn: (...given) => takeIn(parts, ...given),
    takeUndecryptable: (...given) => takeUndecryptable(parts, ...given),
  });
  const watchdog = watchHearing({ clock, pause: deps.pause, onDeaf: () => socket.stop({ kind: 'deaf' }) });
  const socket = openSocket({
    session,
    store,
    pause: deps.pause,
    makeSignalRepository: watched(durable.makeSignalRepository, watchdog),
    sent: (id) => sentBefore(journal, id, clock()),
    identityChanged: (address) => tellKeyChange({ journal, clock, newId }, address),
    onOpen: begin,
    ...(deps.version && { version: deps.version }),
    ...(deps.server && { server: deps.server }),
  });
  let sender: Sender | undefined;
  void socket.end.then(async () => {
    watchdog[Symbol.dispose]();
    await sender?.[Symbol.asyncDispose]();
  });

  function begin(): void {
    sender = startSender({
      ...guards,
      clock,
      random: deps.random,
      reportFault: deps.reportFault,
      pause: (milliseconds, signal) => deps.pause(milliseconds, signal).catch(() => undefined),
      async send({ id, jid, text }) {
        // Without this Baileys would fetch what a link in the text leads to.
        await socket.whatsapp.sendMessage(jid, { text, linkPreview: null }, { messageId: id });
      },
    });
    open.resolve();
  }

  const { ws } = socket.whatsapp;
  durable.listen(ws);
  listenForStanzas(ws, { ...guards, ...parts });
  ws.on('frame', () => {
    heardAt = clock();
  });
  for (const kind of ['message', 'receipt', 'notification', 'call', 'ib', 'success']) {
    ws.on(`CB:${kind}`, watchdog.heard);
  }
  ws.on('CB:message', (node: BinaryNode) => {
    deps.came();
    if (isDecrypted(node)) watchdog.came();
  });
  return { ...socket, session, open: open.promise, heardAt: () => heardAt, planned: () => sender?.wake() };
}

/** Our own account as the session's credentials know it. */
export function ownOf({ creds }: Session): Own {
  if (creds.me === undefined) throw new TypeError('This session was never linked.');
  return { pn: creds.me.id, lid: creds.me.lid ?? null };
}

/** What Baileys hands to the signal repository; of other messages the watchdog would hear no end. */
function isDecrypted({ content }: BinaryNode): boolean {
  const parts = Array.isArray(content) ? content : [];
  return parts.some(({ tag, attrs }) => tag === 'enc' && /^(?:pk|sk)?msg$/.test(attrs['type'] ?? ''));
}

/** The watchdog learns that work goes on, whatever its outcome. */
function watched(make: SocketConfig['makeSignalRepository'], watchdog: Watchdog): SocketConfig['makeSignalRepository'] {
  return (...given) => {
    const repository = make(...given);
    return {
      ...repository,
      decryptMessage: (message) => repository.decryptMessage(message).finally(watchdog.settled),
      decryptGroupMessage: (message) => repository.decryptGroupMessage(message).finally(watchdog.settled),
    };
  };
}
