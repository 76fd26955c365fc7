/** One connection to WhatsApp. It is used once: when it ends, for whatever reason, a new one is made. */
import type { JournalChange, JournalStore } from '@atalaia/storage';
import {
  DEFAULT_CONNECTION_CONFIG,
  makeWASocket,
  type proto,
  type SocketConfig,
  type UserFacingSocketConfig,
  type WASocket,
  type WAVersion,
} from '@whiskeysockets/baileys';
import { keepCredentials, type Session, spaceOfKeys } from './credentials.ts';
import { signalKeys } from './keys.ts';
import type { Cause } from './lifecycle.ts';
import { type LocalServer, refuseForeign } from './local-server.ts';

export interface SocketDeps {
  readonly store: JournalStore;
  readonly session: Session;
  /** WhatsApp's web version to introduce ourselves with; absent: the one that Baileys was built with. */
  readonly version?: WAVersion;
  readonly server?: LocalServer;
  /** Absent while a device is being linked: then there are no messages. */
  readonly makeSignalRepository?: SocketConfig['makeSignalRepository'];
  /** What we sent under this id, for a device that asks again; undefined for anything else, never an empty text. */
  readonly sent?: (id: string) => proto.IMessage | undefined;
  /** Resolves after the time; rejects once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** What is to be committed with a key that takes the place of another one. */
  readonly identityChanged?: (address: string) => readonly JournalChange[];
  readonly onOpen?: () => void;
  readonly onCode?: (qr: string) => void;
}

export interface NumberSocket {
  readonly whatsapp: WASocket;
  /** True from the moment of its end: nothing of it may be written any more. */
  ended(): boolean;
  /** Resolves once with the reason. */
  readonly end: Promise<Cause>;
  /** Ends it before this returns: no receipt leaves after it. */
  stop(cause: Cause): void;
}

/** A dead network never answers a goodbye: after so many milliseconds we hang up without. */
const goodbye = 2000;

export function openSocket(deps: SocketDeps): NumberSocket {
  const { session, store, server, makeSignalRepository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository } = deps;
  if (server !== undefined) refuseForeign(server);
  const end = Promise.withResolvers<Cause>();
  const hungUp = new AbortController();
  let ended = false;

  function finish(cause: Cause): void {
    ended = true;
    end.resolve(cause);
  }

  function stop(cause: Cause): void {
    finish(cause);
    // Its promise waits until the other side has closed too, which a dead network never does.
    void whatsapp.end(undefined);
  }

  async function hangUp(): Promise<void> {
    try {
      await deps.pause(goodbye, hungUp.signal);
    } catch {
      return;
    }
    const raw: unknown = Reflect.get(whatsapp.ws, 'socket');
    if (hasTerminate(raw)) raw.terminate();
  }

  const keys = signalKeys({
    store,
    space: spaceOfKeys(session),
    isCurrent: () => !ended,
    onStoreFailure: () => stop({ kind: 'storage' }),
    ...(deps.identityChanged && { identityChanged: deps.identityChanged }),
  });
  const whatsapp = makeWASocket({
    ...configOf(deps),
    auth: { creds: session.creds, keys },
    makeSignalRepository: (...given) => {
      const repository = makeSignalRepository(...given);
      // The first thing that Baileys does when it ends a connection, for whatever reason.
      const close = () => {
        repository.close?.();
        void hangUp();
      };
      return { ...repository, close };
    },
  });
  whatsapp.registerSocketEndHandler(() => hungUp.abort());
  catchBrokenFrames(whatsapp.ws, () => stop({ kind: 'closed', code: 500 }));

  whatsapp.ev.on('creds.update', () => {
    if (ended) return;
    try {
      store.commit([keepCredentials(session)]);
    } catch {
      stop({ kind: 'storage' });
    }
  });
  whatsapp.ev.on('connection.update', ({ connection, qr, lastDisconnect }) => {
    if (ended) return;
    if (qr !== undefined) deps.onCode?.(qr);
    if (connection === 'open') deps.onOpen?.();
    if (connection === 'close') finish({ kind: 'closed', code: codeOf(lastDisconnect?.error) });
  });
  return { whatsapp, ended: () => ended, end: end.promise, stop };
}

function configOf(deps: SocketDeps): Partial<UserFacingSocketConfig> {
  const { version, server, sent } = deps;
  return {
    // The name under which the phone lists this device: agents see who listens.
    browser: ['Atalaia', 'Chrome', '1.0.0'],
    ...(version && { version }),
    ...(server && { waWebSocketUrl: server.address }),
    ...(server?.keepAlive !== undefined && { keepAliveIntervalMs: server.keepAlive }),
    logger: silentLogger,
    // The phone goes on notifying the agent.
    markOnlineOnConnect: false,
    enableRecentMessageCache: false,
    // History comes before any notice: only who is who is kept of it, and nobody listens to its messages.
    syncFullHistory: false,
    shouldSyncHistoryMessage: DEFAULT_CONNECTION_CONFIG.shouldSyncHistoryMessage,
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 1 },
    getMessage: async ({ id }) => (id ? sent?.(id) : undefined),
  };
}

/** Baileys logs stanzas with everything in them. */
const silentLogger: UserFacingSocketConfig['logger'] & object = {
  level: 'silent',
  child: () => silentLogger,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Nobody awaits Baileys' own listener: a frame that it can't decode would end the whole program. */
function catchBrokenFrames(ws: WASocket['ws'], onBroken: () => void): void {
  for (const receive of ws.listeners('message')) {
    ws.off('message', receive as (...given: unknown[]) => void);
    ws.on('message', (...given: unknown[]) => {
      void (async () => {
        try {
          await Promise.resolve<unknown>(receive(...given));
        } catch {
          onBroken();
        }
      })();
    });
  }
}

/** Baileys puts the code where Boom errors have it; what has none is unknown. */
function codeOf(error: Error | undefined): number {
  if (error !== undefined && 'output' in error) {
    const { output } = error as { output?: { statusCode?: unknown } };
    if (typeof output?.statusCode === 'number') return output.statusCode;
  }
  return 500;
}

/** The socket beneath Baileys' own, of the `ws` library. */
function hasTerminate(raw: unknown): raw is { terminate(): void } {
  return typeof raw === 'object' && raw !== null && 'terminate' in raw && typeof raw.terminate === 'function';
}
