/** Accounts and devices as the server keeps them, and who a JID is. */
import { type BinaryNode, Curve, jidDecode, type KeyPair } from '@whiskeysockets/baileys';
import type { KeyShelf } from './key-shelf.ts';
import type { Queue } from './queue.ts';
import { digits, type Random } from './random.ts';
import type { Account, AccountOptions, Addressing, Device } from './types.ts';

/** The way to a device: a socket's channel or a device of this process. */
export interface Line {
  send(stanza: BinaryNode): void;
  end(): void;
  cut(): void;
  freeze(): void;
  thaw(): void;
}

export interface DeviceState extends Device {
  readonly account: AccountState;
  readonly keys: KeyShelf;
  /** The companion's Noise key; undefined for a device of this process. */
  readonly noiseKey: Uint8Array | undefined;
  line: Line | undefined;
  /** True once the device has asked for its backlog on this line. */
  active: boolean;
  readonly waiting: Queue;
  /** Ids asked for again: the refusal that follows a retry receipt must not drop the resent message. */
  readonly retried: Set<string>;
  readonly whenReady: Array<() => void>;
}

export interface AccountState extends Account {
  readonly devices: Map<number, DeviceState>;
  readonly phoneDigits: string;
  readonly lidDigits: string;
  nextDeviceId: number;
  /** Whose other name stanzas give beside the account's own: normally the account itself. */
  beside: AccountState | 'nobody' | undefined;
  /** Accounts that have met this one in a chat: they are told when its devices change. */
  readonly acquaintances: Set<AccountState>;
}

export interface Directory {
  readonly accounts: ReadonlySet<AccountState>;
  add(phone: string, options: AccountOptions, linking: Pick<Account, 'scan' | 'acceptCode' | 'unlink'>): AccountState;
  remove(account: AccountState): void;
  accountOf(jid: string): AccountState | undefined;
  deviceOf(jid: string): DeviceState | undefined;
  /** By phone number in digits; a Brazilian mobile is found with and without its ninth digit. */
  accountByPhone(phone: string): AccountState | undefined;
}

export function createDirectory({ random }: { random: Random }): Directory {
  const accounts = new Set<AccountState>();
  const byUser = new Map<string, AccountState>();

  const accountOf = (jid: string) => {
    const { user, server } = jidDecode(jid) ?? {};
    return user === undefined || server === 'g.us' ? undefined : byUser.get(`${user}@${server}`);
  };
  return {
    accounts,
    accountOf,
    deviceOf: (jid) => accountOf(jid)?.devices.get(jidDecode(jid)?.device ?? 0),
    accountByPhone: (phone) =>
      [phone, otherBrazilianForm(phone)].flatMap((form) => byUser.get(`${form}@s.whatsapp.net`) ?? [])[0],
    add: (phone, options, linking) => {
      const account = newAccount(phone, { lid: digits(random, 15), ...options }, linking);
      if (byUser.has(account.pn) || byUser.has(account.lid)) throw new Error(`account ${phone} exists already`);
      byUser.set(account.pn, account);
      byUser.set(account.lid, account);
      accounts.add(account);
      return account;
    },
    remove: (account) => {
      accounts.delete(account);
      byUser.delete(account.pn);
      byUser.delete(account.lid);
    },
  };
}

function newAccount(
  phone: string,
  options: AccountOptions & { lid: string },
  linking: Pick<Account, 'scan' | 'acceptCode' | 'unlink'>,
): AccountState {
  const identity: KeyPair = Curve.generateKeyPair();
  return {
    ...linking,
    pn: `${phone}@s.whatsapp.net`,
    lid: `${options.lid}@lid`,
    phoneDigits: phone,
    lidDigits: options.lid,
    name: options.name ?? phone,
    identity,
    addressing: options.addressing ?? 'pn',
    devices: new Map(),
    nextDeviceId: 1,
    beside: undefined,
    acquaintances: new Set(),
  };
}

/** The JID of an account or, with `device`, of one of its devices. */
export function jidOf(account: AccountState, addressing: Addressing, device = 0): string {
  const user = addressing === 'lid' ? account.lidDigits : account.phoneDigits;
  return `${user}${device === 0 ? '' : `:${device}`}@${addressing === 'lid' ? 'lid' : 's.whatsapp.net'}`;
}

/** The account's name in the other addressing, as stanzas give it beside the first. */
export function nameBeside(account: AccountState, addressing: Addressing): string | undefined {
  const whose = account.beside ?? account;
  if (whose === 'nobody') return undefined;
  return addressing === 'lid' ? whose.pn : whose.lid;
}

/** Brazilian mobiles got a ninth digit in 2012–2016; WhatsApp knows many by the old form. */
function otherBrazilianForm(phone: string): string | undefined {
  const [, area, number] = /^55(\d\d)(\d{8,9})$/.exec(phone) ?? [];
  if (area === undefined || number === undefined) return undefined;
  return number.length === 8 ? `55${area}9${number}` : `55${area}${number.slice(1)}`;
}
