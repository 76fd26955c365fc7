/** A session's Signal keys in the number's journal: each write is one commit, and a failing journal ends the socket first. */
import { deserialize, serialize } from 'node:v8';
import type { JournalChange, JournalStore } from '@atalaia/storage';
import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys';

/** A private type of key: its values are asked for changes of the journal, committed with the keys of the same transaction. */
const journalType = 'x-journal';

/** Asked right before the commit and in the same turn: what it reads is what the commit changes. */
export type JournalWork = () => readonly JournalChange[];

/** For `auth.keys.set` inside a transaction: one piece of work each. */
export function asKeys(work: JournalWork): SignalDataSet {
  return { [journalType]: { work } } as unknown as SignalDataSet;
}

export interface SignalKeysDeps {
  readonly store: Pick<JournalStore, 'get' | 'commit'>;
  /** Where this session's keys lie: `spaceOfKeys`. */
  readonly space: string;
  /** False once the socket was ended: what it still has in hand may not be written any more. */
  isCurrent(): boolean;
  /**
   * Called before the error is thrown: Baileys takes any error for a message that cannot be decrypted, and would tell
   * WhatsApp to forget it. With the socket ended, nothing leaves and WhatsApp keeps the message.
   */
  onStoreFailure(): void;
  /** What is to be committed with a key that takes the place of another one of the same address. */
  identityChanged?(address: string): readonly JournalChange[];
}

export function signalKeys(deps: SignalKeysDeps): SignalKeyStore {
  const { store, space, isCurrent, onStoreFailure } = deps;

  function guarded<R>(work: () => R): R {
    try {
      return work();
    } catch (error) {
      onStoreFailure();
      throw error;
    }
  }

  return {
    get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) =>
      guarded(() => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {};
        for (const id of ids) {
          const value = store.get(space, `${type}/${id}`);
          if (value !== undefined) found[id] = revived(type, deserialize(value));
        }
        return found;
      }),
    set: (data) => {
      if (!isCurrent()) throw new Error('This socket was ended: another one writes the keys now.');
      guarded(() => store.commit([...changesOf(data, space), ...afterNewIdentities(deps, data)]));
    },
  };
}

function changesOf(data: SignalDataSet, space: string): readonly JournalChange[] {
  return Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values ?? {}).flatMap(([id, value]): readonly JournalChange[] => {
      if (type === journalType) return (value as unknown as JournalWork)();
      return [{ space, key: `${type}/${id}`, value: value === null ? null : serialize(value) }];
    }),
  );
}

/** Asked before the new keys are written, while the old ones can still be told from them. */
function afterNewIdentities(deps: SignalKeysDeps, data: SignalDataSet): readonly JournalChange[] {
  const { store, space, identityChanged } = deps;
  if (identityChanged === undefined) return [];
  return Object.entries(data['identity-key'] ?? {}).flatMap(([address, key]) => {
    const known = store.get(space, `identity-key/${address}`);
    if (known === undefined || key === null) return [];
    return Buffer.from(deserialize(known)).equals(key) ? [] : identityChanged(address);
  });
}

/** As Baileys can use it: serializing keeps only the fields of one type, and it writes another as it cannot read it. */
function revived<T extends keyof SignalDataTypeMap>(type: T, value: unknown): SignalDataTypeMap[T] {
  let whole = value;
  if (type === 'app-state-sync-key') whole = proto.Message.AppStateSyncKeyData.fromObject(value as object);
  else if (type === 'sender-key') whole = readableSenderKey(value as Uint8Array);
  return whole as SignalDataTypeMap[T];
}

/**
 * Keys of group messages that are still on their way, of which Baileys 7.0.0-rc14 writes the bytes as an array and
 * reads them only as base64: what came out of order, or again after a failure, could never be opened.
 */
function readableSenderKey(record: Uint8Array): Uint8Array {
  const text = Buffer.from(record).toString('utf8');
  if (!text.includes('"senderMessageKeys":[{')) return record;
  const readable = JSON.parse(text, (_, value: unknown) => (isWrittenBuffer(value) ? Buffer.from(value.data) : value));
  return Buffer.from(JSON.stringify(readable, BufferJSON.replacer));
}

function isWrittenBuffer(value: unknown): value is { readonly data: readonly number[] } {
  return typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);
}
