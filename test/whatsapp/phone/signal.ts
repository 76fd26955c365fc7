/** A phone's Signal half: its keys, and one session with each device it talks to, all in memory. */
import {
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateRegistrationId,
  type KeyPair,
  type SignalKeyStore,
  type SignalKeyStoreWithTransaction,
  signedKeyPair,
  unpadRandomMax16,
  writeRandomPadMax16,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import type { DeviceKeys, KeyBundle } from '../server/types.ts';
import { memoryKeys } from './memory-keys.ts';

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
  const stored = new Map<string, unknown>();
  const signedPreKey = signedKeyPair(identity, 1);
  const registrationId = generateRegistrationId();
  const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
    {
      creds: { signedIdentityKey: identity, signedPreKey, registrationId },
      keys: withoutExclusion(memoryKeys(stored)),
    },
    pino({ level: 'silent' }),
  );
  const session = (device: string): OpenSession | undefined =>
    openSessionOf(stored.get(`session/${repository.jidToSignalProtocolAddress(device)}`));
  let preKeys = 0;

  return {
    keys: {
      registrationId,
      identityKey: identity.public,
      signedPreKey: { id: signedPreKey.keyId, public: signedPreKey.keyPair.public, signature: signedPreKey.signature },
      nextPreKey() {
        preKeys += 1;
        const pair = Curve.generateKeyPair();
        stored.set(`pre-key/${preKeys}`, pair);
        return { id: preKeys, public: pair.public };
      },
    },
    awaitsAnswer: (device) => session(device)?.pendingPreKey !== undefined,
    hasSession: (device) => session(device) !== undefined,
    openSession: (device, bundle) => repository.injectE2ESession({ jid: device, session: sessionOf(bundle) }),
    dropSession: (device) => repository.deleteSession([device]),
    async encrypt(device, plaintext) {
      const { type, ciphertext } = await repository.encryptMessage({
        jid: device,
        data: writeRandomPadMax16(plaintext),
      });
      return { type, bytes: ciphertext };
    },
    async decrypt(device, { type, bytes }) {
      return unpadRandomMax16(await repository.decryptMessage({ jid: device, type, ciphertext: Buffer.from(bytes) }));
    },
    async encryptForGroup(group, plaintext) {
      const data = writeRandomPadMax16(plaintext);
      const { ciphertext, senderKeyDistributionMessage } = await repository.encryptGroupMessage({
        group,
        data,
        meId: self,
      });
      return { bytes: ciphertext, distribution: senderKeyDistributionMessage };
    },
    async decryptFromGroup(group, author, bytes) {
      return unpadRandomMax16(await repository.decryptGroupMessage({ group, authorJid: author, msg: bytes }));
    },
    acceptDistribution: (group, author, distribution) =>
      repository.processSenderKeyDistributionMessage({
        authorJid: author,
        item: { groupId: group, axolotlSenderKeyDistributionMessage: distribution },
      }),
    renewSenderKey(group) {
      const [user = '', device = '0'] = repository.jidToSignalProtocolAddress(self).split('.');
      stored.delete(`sender-key/${group}::${user}::${device}`);
    },
  };
}

/** The part of libsignal's stored record that tells whether the other side has answered. */
interface OpenSession {
  readonly pendingPreKey?: unknown;
  readonly indexInfo: { readonly closed: number };
}

function openSessionOf(record: unknown): OpenSession | undefined {
  if (record === undefined) return undefined;
  const { _sessions } = record as { readonly _sessions: Readonly<Record<string, OpenSession>> };
  return Object.values(_sessions).find(({ indexInfo }) => indexInfo.closed === -1);
}

/** A phone does one thing at a time (see `phone.ts`), so a transaction need not keep anybody out. */
function withoutExclusion(keys: SignalKeyStore): SignalKeyStoreWithTransaction {
  return { ...keys, isInTransaction: () => false, transaction: (work) => work() };
}

/** libsignal wants public keys with their type byte. */
function sessionOf({ registrationId, identityKey, signedPreKey, preKey }: KeyBundle) {
  return {
    registrationId,
    identityKey: withType(identityKey),
    signedPreKey: {
      keyId: signedPreKey.id,
      publicKey: withType(signedPreKey.public),
      signature: signedPreKey.signature,
    },
    ...(preKey === undefined ? {} : { preKey: { keyId: preKey.id, publicKey: withType(preKey.public) } }),
  };
}

const DJB_KEY_TYPE = 5;

function withType(key: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([DJB_KEY_TYPE]), key]);
}
