/** An unmodified Baileys client with its credentials in memory: what the local server must satisfy. */
import {
  type AuthenticationState,
  type ConnectionState,
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import type { Account, Device, WhatsAppServer } from './server/types.ts';

/** Credentials and Signal keys that survive a client, as a file would. */
export function memoryAuth(): AuthenticationState {
  const shelves = new Map<string, unknown>();
  return {
    creds: initAuthCreds(),
    keys: {
      get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {};
        for (const id of ids) {
          const value = shelves.get(`${type} ${id}`) as SignalDataTypeMap[T] | undefined;
          if (value !== undefined) found[id] = value;
        }
        return found;
      },
      set: (changes: SignalDataSet) => {
        for (const [type, values] of Object.entries(changes)) {
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null) shelves.delete(`${type} ${id}`);
            else shelves.set(`${type} ${id}`, value);
          }
        }
      },
    },
  };
}

export interface Client extends AsyncDisposable {
  readonly socket: WASocket;
  readonly auth: AuthenticationState;
  /** Every message so far, in order of arrival. */
  readonly messages: readonly WAMessage[];
  /** Resolves with the first message, past or coming, that satisfies the predicate. */
  receives(predicate: (message: WAMessage) => boolean): Promise<WAMessage>;
  /** Resolves with the first connection update, past or coming, that satisfies the predicate. */
  update(predicate: (update: Partial<ConnectionState>) => boolean): Promise<Partial<ConnectionState>>;
  /** Resolves with the status code of the end of the connection. */
  closed(): Promise<number | undefined>;
}

/** Connects; who paired before passes the credentials of then. */
export function openClient(
  server: Pick<WhatsAppServer, 'address'>,
  auth: AuthenticationState = memoryAuth(),
  options: Partial<UserFacingSocketConfig> = {},
): Client {
  const socket = makeWASocket({
    auth,
    waWebSocketUrl: server.address,
    logger: pino({ level: 'silent' }),
    shouldSyncHistoryMessage: () => false,
    connectTimeoutMs: 5_000,
    ...options,
  });
  const messages: WAMessage[] = [];
  const updates: Partial<ConnectionState>[] = [];
  const watchers = new Set<() => void>();
  const note = () => {
    for (const watcher of [...watchers]) watcher();
  };
  socket.ev.on('messages.upsert', (upsert) => {
    messages.push(...upsert.messages);
    note();
  });
  socket.ev.on('connection.update', (update) => {
    updates.push(update);
    note();
  });
  const first = <T>(list: readonly T[], predicate: (item: T) => boolean): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = list.find(predicate);
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const update: Client['update'] = (predicate) => first(updates, predicate);
  return {
    socket,
    auth,
    messages,
    receives: (predicate) => first(messages, predicate),
    update,
    closed: async () => {
      const { lastDisconnect } = await update(({ connection }) => connection === 'close');
      const fault = lastDisconnect?.error;
      return fault !== undefined && 'output' in fault ? statusOf(fault.output) : undefined;
    },
    [Symbol.asyncDispose]: () => socket.end(undefined),
  };
}

function statusOf(output: unknown): number | undefined {
  return typeof output === 'object' && output !== null && 'statusCode' in output
    ? Number(output.statusCode)
    : undefined;
}

export interface Linked {
  readonly client: Client;
  readonly device: Device;
}

/** Pairs a new client with the account by QR code and logs it in; resolves once it is ready for messages. */
export async function linkClient(
  server: WhatsAppServer,
  account: Account,
  options: Partial<UserFacingSocketConfig> = {},
): Promise<Linked> {
  const auth = memoryAuth();
  const pairing = openClient(server, auth, options);
  const { qr = '' } = await pairing.update((update) => update.qr !== undefined);
  const device = await account.scan(qr);
  await pairing.closed();
  return { client: await logInClient(server, device, auth, options), device };
}

/** Logs a paired client in again; resolves once it is ready for messages. */
export async function logInClient(
  server: WhatsAppServer,
  device: Device,
  auth: AuthenticationState,
  options: Partial<UserFacingSocketConfig> = {},
): Promise<Client> {
  const client = openClient(server, auth, options);
  await Promise.all([client.update(({ connection }) => connection === 'open'), device.ready()]);
  // Baileys writes its own LID mapping on the next tick after `open`, and tells nobody when that is done.
  await client.socket.signalRepository.lidMapping.getLIDForPN(device.pn);
  return client;
}
