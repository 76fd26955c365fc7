/**
 * A phone's Signal half: its keys, and one session with each device it talks to, all in memory. It runs on another
 * implementation (Rust) than the clients (JavaScript), so that each proves the other; it is also the faster by far.
 */
import { jidDecode, type KeyPair, unpadRandomMax16, writeRandomPadMax16 } from '@whiskeysockets/baileys';
import {
  GroupCipher,
  GroupSessionBuilder,
  generatePreKey,
  generateRegistrationId,
  generateSignedPreKey,
  ProtocolAddress,
  SenderKeyDistributionMessage,
  SenderKeyName,
  SessionBuilder,
  SessionCipher,
  type SignalStorage,
} from 'whatsapp-rust-bridge';
import type { DeviceKeys, KeyBundle } from '../server/types.ts';

/** How one device's copy of a message is encrypted: `pkmsg` carries the bundle's keys, `msg` only the ratchet's. */
export interface Ciphertext {
  readonly type: 'pkmsg' | 'msg';
  readonly bytes: Uint8Array;
}

/**
 * Device names are LID device JIDs (`…:3@lid`, the phone without device): one session per device, however stanzas
 * address it. Plaintexts go in and come out unpadded.
 */
export interface Signal {
  readonly keys: DeviceKeys;
  /** True with a session that was opened from a bundle and never answered: what is sent in it is a `pkmsg`. */
  awaitsAnswer(device: string): boolean;
  hasSession(device: string): boolean;
  /** Opens a new session from the device's bundle; an older one only decrypts from now on. */
  openSession(device: string, bundle: KeyBundle): Promise<void>;
  dropSession(device: string): Promise<void>;
  encrypt(device: string, plaintext: Uint8Array): Promise<Ciphertext>;
  /** Throws libsignal's error when the ciphertext can't be opened. */
  decrypt(device: string, ciphertext: Ciphertext): Promise<Uint8Array>;
  /** Encrypts with our sender key; `distribution` tells others the key from this message on. */
  encryptForGroup(
    group: string,
    plaintext: Uint8Array,
  ): Promise<{ readonly bytes: Uint8Array; readonly distribution: Uint8Array }>;
  decryptFromGroup(group: string, author: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** Learns an author's sender key. */
  acceptDistribution(group: string, author: string, distribution: Uint8Array): Promise<void>;
  /** Forgets our sender key of a group, so that the next message makes a new one (a member has left). */
  renewSenderKey(group: string): void;
}

/** `self` is the phone's own LID JID; `identity` the account's key pair. */
export function openSignal(self: string, identity: KeyPair): Signal {
  const sessions = new Map<string, Uint8Array>();
  const senderKeys = new Map<string, Uint8Array>();
  const unanswered = new Set<string>();
  const { keys, storage } = ownKeys(identity, sessions, senderKeys);

  return {
    keys,
    awaitsAnswer: (device) => unanswered.has(device),
    hasSession: (device) => sessions.has(addressOf(device).toString()),
    async openSession(device, bundle) {
      using builder = new SessionBuilder(storage, addressOf(device));
      await builder.processPreKeyBundle(bundleInput(bundle));
      unanswered.add(device);
    },
    async dropSession(device) {
      sessions.delete(addressOf(device).toString());
      unanswered.delete(device);
    },
    async encrypt(device, plaintext) {
      using cipher = new SessionCipher(storage, addressOf(device));
      const { type, body } = await cipher.encrypt(writeRandomPadMax16(plaintext));
      return { type: type === PREKEY_MESSAGE ? 'pkmsg' : 'msg', bytes: body };
    },
    async decrypt(device, { type, bytes }) {
      using cipher = new SessionCipher(storage, addressOf(device));
      const padded =
        type === 'pkmsg' ? await cipher.decryptPreKeyWhisperMessage(bytes) : await cipher.decryptWhisperMessage(bytes);
      unanswered.delete(device);
      return unpadRandomMax16(padded);
    },
    async encryptForGroup(group, plaintext) {
      using builder = new GroupSessionBuilder(storage);
      using distribution = await builder.create(new SenderKeyName(group, addressOf(self)));
      using cipher = new GroupCipher(storage, group, addressOf(self));
      const told = distribution.serialize();
      return { bytes: await cipher.encrypt(writeRandomPadMax16(plaintext)), distribution: told };
    },
    async decryptFromGroup(group, author, bytes) {
      using cipher = new GroupCipher(storage, group, addressOf(author));
      return unpadRandomMax16(await cipher.decrypt(bytes));
    },
    async acceptDistribution(group, author, distribution) {
      using builder = new GroupSessionBuilder(storage);
      await builder.process(
        new SenderKeyName(group, addressOf(author)),
        SenderKeyDistributionMessage.deserialize(distribution),
      );
    },
    renewSenderKey(group) {
      senderKeys.delete(new SenderKeyName(group, addressOf(self)).toString());
    },
  };
}

const PREKEY_MESSAGE = 3;

/** Our key pairs: what others ask for in `keys`, and the private halves that the library asks for in `storage`. */
function ownKeys(
  identity: KeyPair,
  sessions: Map<string, Uint8Array>,
  senderKeys: Map<string, Uint8Array>,
): { readonly keys: DeviceKeys; readonly storage: SignalStorage } {
  const pair = { pubKey: withType(identity.public), privKey: identity.private };
  const registrationId = generateRegistrationId();
  const signed = generateSignedPreKey(pair, 1);
  const preKeys = new Map<number, ReturnType<typeof generatePreKey>['keyPair']>();
  let lastPreKey = 0;
  return {
    keys: {
      registrationId,
      identityKey: identity.public,
      signedPreKey: { id: signed.keyId, public: withoutType(signed.keyPair.pubKey), signature: signed.signature },
      nextPreKey() {
        lastPreKey += 1;
        const { keyPair } = generatePreKey(lastPreKey);
        preKeys.set(lastPreKey, keyPair);
        return { id: lastPreKey, public: withoutType(keyPair.pubKey) };
      },
    },
    storage: {
      loadSession: (address) => sessions.get(address),
      storeSession: (address, record) => void sessions.set(address, record.serialize()),
      getOurIdentity: () => pair,
      getOurRegistrationId: () => registrationId,
      isTrustedIdentity: () => true,
      loadPreKey: (id) => preKeys.get(id),
      removePreKey: (id) => void preKeys.delete(id),
      loadSignedPreKey: () => signed,
      loadSenderKey: (name) => senderKeys.get(name),
      storeSenderKey: (name, record) => void senderKeys.set(name, record),
    },
  };
}

/** LID device JIDs become names; the library frees an address that it was given. */
function addressOf(device: string): ProtocolAddress {
  const { user = '', device: number = 0 } = jidDecode(device) ?? {};
  return new ProtocolAddress(user, number);
}

/** The library wants public keys with their type byte. */
function bundleInput({ registrationId, identityKey, signedPreKey, preKey }: KeyBundle) {
  return {
    registrationId,
    identityKey: withType(identityKey),
    signedPreKey: {
      keyId: signedPreKey.id,
      publicKey: withType(signedPreKey.public),
      signature: signedPreKey.signature,
    },
    preKey: preKey === undefined ? undefined : { keyId: preKey.id, publicKey: withType(preKey.public) },
  };
}

const DJB_KEY_TYPE = 5;

function withType(key: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([DJB_KEY_TYPE]), key]);
}

function withoutType(key: Uint8Array): Uint8Array {
  return key.subarray(1);
}
