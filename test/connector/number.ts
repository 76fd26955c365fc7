/** A company's number on the local server: its journal in real storage, its connector, and time that a test lets pass. */
import { randomBytes } from 'node:crypto';
import {
  type Connector,
  type LinkState,
  type NumberLink,
  type NumberSettings,
  openConnector,
} from '@atalaia/connector';
import type { NumberId, OpenJournal, Storage } from '@atalaia/storage';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import type { Account, Device, WhatsAppServer } from '../whatsapp/server/types.ts';
import { type MemoryArchive, memoryArchive } from './archive.ts';
import { type HandTime, handTime } from './time.ts';

export function settingsOf(phone: string): NumberSettings {
  return {
    phone: `+${phone}`,
    zone: 'America/Sao_Paulo',
    language: 'pt-BR',
    armed: false,
    mode: 'notice',
    basis: 'legitimate-interest',
    notifiedBy: 'delivered',
    renewAfterMonths: null,
    notices: [],
    groups: [],
  };
}

export interface Office extends AsyncDisposable {
  readonly storage: Storage;
  readonly archive: MemoryArchive;
  readonly time: HandTime;
  readonly connector: Connector;
  open(id: string, phone: string): Promise<NumberLink>;
}

/** `keepAlive`: milliseconds between probes of the connection. */
export async function openOffice(
  server: WhatsAppServer,
  options: { readonly keepAlive?: number; readonly storage?: Storage; readonly openJournal?: OpenJournal } = {},
): Promise<Office> {
  const own = options.storage === undefined ? await temporaryStorage() : undefined;
  const storage = options.storage ?? own?.storage;
  if (storage === undefined) throw new Error('There is no storage.');
  const [archive, time] = [memoryArchive(), handTime()];
  const connector = openConnector({
    openJournal: options.openJournal ?? storage.openJournal,
    archive,
    ...time,
    newId: () => randomBytes(12).toString('base64url'),
    random: () => 0,
    whatsapp: {
      address: server.address,
      ...(options.keepAlive !== undefined && { keepAlive: options.keepAlive }),
    },
  });
  return {
    storage,
    archive,
    time,
    connector,
    async open(id, phone) {
      const opened = await connector.open(id as NumberId, settingsOf(phone));
      if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
      return opened.link;
    },
    async [Symbol.asyncDispose]() {
      await connector[Symbol.asyncDispose]();
      await own?.[Symbol.asyncDispose]();
    },
  };
}

/** Resolves once the link is in such a state. */
export function reaches(link: NumberLink, wanted: (state: LinkState) => boolean): Promise<LinkState> {
  return new Promise((resolve) => {
    const watch = link.watch(look);
    function look(): void {
      const state = link.state();
      if (!wanted(state)) return;
      watch[Symbol.dispose]();
      resolve(state);
    }
    look();
  });
}

export const is =
  (kind: LinkState['kind'], reason?: LinkState['reason']) =>
  (state: LinkState): boolean =>
    state.kind === kind && (reason === undefined || state.reason === reason);

/** The code that the link shows, as soon as it shows one. */
export async function codeOf(link: NumberLink): Promise<string> {
  const state = await reaches(link, (shown) => shown.kind === 'pairing' && shown.code !== null);
  if (state.kind !== 'pairing' || state.code === null) throw new Error('There is no code.');
  return state.code.text;
}

/** Links the number as its people would: the code is shown, the phone scans it. */
export async function linkByQr(link: NumberLink, account: Account): Promise<Device> {
  link.pair('qr');
  const device = await account.scan(await codeOf(link));
  await reaches(link, is('connected'));
  return device;
}
