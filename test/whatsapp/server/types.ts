/** What the local WhatsApp server offers to tests and the demo: accounts, their devices, groups, faults and a ledger. */
import type { BinaryNode, KeyPair } from '@whiskeysockets/baileys';

/** How stanzas name a person: by phone number (PN) or by the opaque LID. */
export type Addressing = 'pn' | 'lid';

/** A stanza that the server refuses when the rule applies: 463 (no new chats), 479 (malformed), 487 … */
export type AckError = 463 | 479 | 487 | 491 | 500;

/** Every way in which the server ends a connection, as Baileys names it in `lastDisconnect.error.output.statusCode`. */
export type CloseCode = 401 | 403 | 405 | 408 | 411 | 428 | 440 | 500 | 503 | 515;

/** The local WhatsApp server. Disposing closes every socket and the media host. */
export interface WhatsAppServer extends AsyncDisposable {
  /** `ws://127.0.0.1:PORT/ws/chat`, for `waWebSocketUrl`. */
  readonly address: string;
  /** What a client must hold as `WA_CERT_DETAILS.PUBLIC_KEY`; see `trustLocalServer`. */
  readonly trust: { readonly publicKey: Buffer };
  /** The HTTPS host of encrypted media; `host` is `127.0.0.1:PORT`, `ca` the PEM to trust. */
  readonly media: MediaHost;
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** Unix time in seconds that stanzas carry as `t`; the machine's clock unless the options say otherwise. */
  readonly now: () => number;
  /** Registers an account. `phone` is digits with country code; the LID is derived from the seed unless given. */
  account(phone: string, options?: AccountOptions): Account;
  /** Gives the account up, as when a number is cancelled: its phone number may be registered anew, with another LID. */
  retire(account: Account): void;
  /** Finds an account by any of its JIDs, with or without device. */
  accountOf(jid: string): Account | undefined;
  /** Creates a group; the first member is its owner and admin. Every member's companion learns of it by a notification. */
  group(subject: string, members: readonly Account[], options?: GroupOptions): Group;
  /** Connects a device of this process (a phone is device 0). What is queued for it is handed over at once. */
  attach(account: Account, deviceId: number, device: InProcessDevice): Device;
  /** Disconnects a device of this process: stanzas queue until it attaches again. */
  detach(device: Device): void;
  /**
   * A stanza from an in-process device (message, receipt, call, ack), exactly as a socket would send it.
   * Answers the `ack`; for a message with `error` when refused. Iq queries go to `query`.
   */
  submit(account: Account, deviceId: number, stanza: BinaryNode): BinaryNode;
  /** An iq of an in-process device, answered as a socket's would be. */
  query(account: Account, deviceId: number, stanza: BinaryNode): BinaryNode;
  /** Device JIDs of a user, in the addressing of the JID asked with (what usync answers), device 0 first. */
  devicesOf(jid: string): readonly string[];
  /** One key bundle for each known device JID; a one-time prekey is used up (what `encrypt get key` answers). */
  bundles(deviceJids: readonly string[]): ReadonlyMap<string, KeyBundle>;
}

export interface ServerOptions {
  /** Seed of LIDs and faults; printed by tests that use faults. Default 1. */
  readonly seed?: number;
  /** Unix seconds; default the machine's clock. */
  readonly now?: () => number;
}

export interface AccountOptions {
  /** Digits of the LID, without server. */
  readonly lid?: string;
  /** Push name that companions show (attribute `notify`). */
  readonly name?: string;
  readonly addressing?: Addressing;
}

/** One WhatsApp account: a phone number with a LID, its phone (device 0) and its companions. */
export interface Account {
  /** `5511…@s.whatsapp.net` */
  readonly pn: string;
  /** `…@lid` */
  readonly lid: string;
  readonly name: string;
  /** The account key. The phone MUST use it as its Signal identity key: companions check that they are the same. */
  readonly identity: KeyPair;
  /** How stanzas at other people's devices, and its chats at its partners' own devices, name it; may be switched at any time. */
  addressing: Addressing;
  /** By device id; 0 is the phone. Companions get 1, 2, … */
  readonly devices: ReadonlyMap<number, Device>;
  /** Pairs the companion that shows this QR code, as the account's phone would. Resolves once the companion has signed. */
  scan(qr: string): Promise<Device>;
  /** Pairs the companion that shows this eight-character code for this account's number; waits until one does. */
  acceptCode(code: string): Promise<Device>;
  /** The phone removes a companion: a connected one is told 401 `device_removed`, a later login is refused with 401. */
  unlink(device: Device): void;
}

/** One device of an account as the server sees it. */
export interface Device {
  readonly account: Account;
  readonly id: number;
  /** `number:id@s.whatsapp.net`, without `:0` for the phone. */
  readonly pn: string;
  readonly lid: string;
  /** True while a socket is logged in or an in-process device attached. */
  readonly connected: boolean;
  /** Stanzas that wait for this device's receipt or acknowledgement. */
  readonly queued: number;
  /** Resolves when the device is connected and has asked for its backlog (at once if so already). */
  ready(): Promise<void>;
}

/** Public keys of an in-process device, in Baileys' shape: 32-byte keys without the type byte. */
export interface DeviceKeys {
  readonly registrationId: number;
  readonly identityKey: Uint8Array;
  readonly signedPreKey: { readonly id: number; readonly public: Uint8Array; readonly signature: Uint8Array };
  /** The next unused one-time prekey, or undefined when there is none. */
  nextPreKey(): { readonly id: number; readonly public: Uint8Array } | undefined;
}

export interface KeyBundle extends Omit<DeviceKeys, 'nextPreKey'> {
  readonly preKey?: { readonly id: number; readonly public: Uint8Array };
  /** A companion's ADV identity (encoded), as uploaded when it was paired. */
  readonly deviceIdentity?: Uint8Array;
}

export interface InProcessDevice {
  readonly keys: DeviceKeys;
  /**
   * Synchronous hand-over of a message, receipt, notification or call; must not throw. A message is handed over again
   * (with `offline`) at the next attach unless a receipt was submitted.
   */
  deliver(stanza: BinaryNode): void;
}

export interface MediaHost {
  readonly host: string;
  readonly ca: string;
  /** Forgets a stored file, so that downloads answer 404 (expired media). `path` is the `direct_path`. */
  expire(path: string): void;
  /** Forgets every stored file. */
  expireAll(): void;
}

export interface GroupOptions {
  readonly addressing?: Addressing;
  /** Digits before `@g.us`. */
  readonly id?: string;
}

/** A group; each change is told to every member's devices by a `w:gp2` notification. */
export interface Group {
  /** `…@g.us` */
  readonly jid: string;
  readonly subject: string;
  readonly addressing: Addressing;
  readonly members: readonly Account[];
  add(...accounts: readonly Account[]): void;
  remove(...accounts: readonly Account[]): void;
  rename(subject: string): void;
}

/** Who a fault strikes: one device, or all of an account's companions (never its phone). */
export type Target = Account | Device;

/** Shares are 0…1 and decided by the seed. */
export interface Chances {
  /** Handed over to nobody; stays queued, comes again at the next login. */
  readonly loss?: number;
  /** Handed over twice. */
  readonly duplication?: number;
  /** Held back for `delayMs`; later ones overtake it. */
  readonly delay?: number;
  readonly delayMs?: number;
}

/** Trouble on purpose. `clear` ends all of it. */
export interface Faults {
  readonly seed: number;
  chances(target: Target, chances: Chances): void;
  /** Damages one byte of the ciphertext of the next message handed over to the target. */
  corruptNext(target: Target): void;
  /** The next message to the target is handed over twice. */
  duplicateNext(target: Target): void;
  /** The next message to the target is lost on the way (queued until the next login). */
  loseNext(target: Target): void;
  /** Cuts the network now, without a word (the client sees 428). */
  cut(target: Target): void;
  /** At the next login: the backlog is handed over, `receipts` of its stanzas are awaited, and the network is cut before the end marker. */
  cutBeforeMarker(target: Target, options?: { readonly receipts?: number }): void;
  /** Neither reads nor answers nor closes (the client sees 408 after its keep-alive). */
  freeze(target: Target): void;
  thaw(target: Target): void;
  /** Pings are answered, nothing is delivered. */
  deafen(target: Target): void;
  hear(target: Target): void;
  /** Messages are taken and relayed, their acks withheld until `releaseAcks`. */
  withholdAcks(target: Target): void;
  releaseAcks(target: Target): void;
  /**
   * What stanzas give beside the account's own name (its LID beside its number, or the reverse): somebody else's, or
   * nothing. So a client meets mappings that are wrong or absent. Naming the account itself ends it.
   */
  nameBeside(account: Account, whose: Account | 'nobody'): void;
  /** Messages of the target are refused with this error; `to` limits it to one recipient, `times` to the next few. */
  refuse(target: Account, error: AckError, rule?: { readonly to?: Account; readonly times?: number }): void;
  /** Ends the connection as this code does; what a later login meets follows from the code (401, 403 and 405 are refused). */
  close(target: Target, code: CloseCode): void;
  /** The next login of the target (or, without `times`, every login until `clear`) is refused with this code. */
  refuseLogin(target: Target, code: 401 | 403 | 405 | 500 | 503, rule?: { readonly times?: number }): void;
  clear(): void;
}

/** What happened to a stanza at one device. `device` is its PN JID. Ids are WhatsApp message ids. */
export type LedgerEntry =
  /** The server took a message from a device. */
  | { readonly kind: 'taken'; readonly id: string; readonly device: string; readonly to: string }
  /** A message was refused with an ack error. */
  | { readonly kind: 'refused'; readonly id: string; readonly device: string; readonly error: number }
  /** A message was handed over to a device, the `nth` time. */
  | {
      readonly kind: 'delivered';
      readonly id: string;
      readonly device: string;
      readonly from: string;
      readonly nth: number;
      readonly offline: boolean;
      /** Between an account's own devices only (history, placeholders): no chat message. */
      readonly peer: boolean;
    }
  /** A fault struck a message on its way to a device. */
  | {
      readonly kind: 'struck';
      readonly id: string;
      readonly device: string;
      readonly by: 'loss' | 'corruption' | 'duplication' | 'delay';
    }
  /** A device acknowledged: a receipt of this type (`delivery` for none), after which the server forgets the stanza. */
  | { readonly kind: 'acknowledged'; readonly id: string; readonly device: string; readonly receipt: string }
  /** A device refused a message: an ack with an error. */
  | { readonly kind: 'nacked'; readonly id: string; readonly device: string; readonly error: string }
  /** A query that the server has no answer for; it was answered empty. */
  | { readonly kind: 'unknown-question'; readonly device: string; readonly question: string }
  /** A companion left one-time prekeys; so many lie ready now. */
  | { readonly kind: 'keys-uploaded'; readonly device: string; readonly left: number }
  | { readonly kind: 'login' | 'backlog-asked' | 'marker' | 'closed'; readonly device: string };

/** Everything that happened, in order; for completeness ledgers and kill tests. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Resolves with the first entry, past or coming, that satisfies the predicate. */
  until(predicate: (entry: LedgerEntry) => boolean): Promise<LedgerEntry>;
  /** Ids of messages handed over at least once to the device. */
  deliveredTo(device: Device): ReadonlySet<string>;
  /** Ids of messages that the device acknowledged with a receipt other than `retry`. */
  acknowledgedBy(device: Device): ReadonlySet<string>;
}
