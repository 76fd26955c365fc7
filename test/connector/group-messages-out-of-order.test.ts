/** Group messages that come out of order, or again after a failure, are opened with the keys kept for them in the journal. */
import type { JournalStore } from '@atalaia/storage';
import {
  addTransactionCapability,
  DEFAULT_CONNECTION_CONFIG,
  initAuthCreds,
  type SocketConfig,
} from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signalKeys } from '../../connector/src/whatsapp/keys.ts';
import { type TemporaryStorage, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { bruno, group } from './stanza.ts';

let home: TemporaryStorage;

beforeAll(async () => {
  home = await temporaryStorage();
});

afterAll(() => home[Symbol.asyncDispose]());

const quiet = DEFAULT_CONNECTION_CONFIG.logger.child({});
quiet.level = 'silent';

async function journalOf(name: string): Promise<JournalStore> {
  const opened = await home.storage.openJournal(name);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.journal;
}

/** A new program on a journal: nothing but what is in it is known. */
function signalOf(store: JournalStore): ReturnType<SocketConfig['makeSignalRepository']> {
  const keys = signalKeys({ store, space: 'keys-1', isCurrent: () => true, onStoreFailure: () => undefined });
  const transactional = addTransactionCapability(keys, quiet, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
  const auth = { creds: initAuthCreds(), keys: transactional };
  return DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, quiet, async () => undefined);
}

it('each is opened once, whichever comes first, also by a program that was started anew', async () => {
  const [theirs, ours] = [signalOf(await journalOf('theirs')), await journalOf('ours')];
  const words = ['um', 'dois', 'três', 'quatro', 'cinco'];
  const written: Awaited<ReturnType<typeof theirs.encryptGroupMessage>>[] = [];
  for (const word of words) {
    written.push(await theirs.encryptGroupMessage({ group, meId: bruno.pn, data: Buffer.from(word) }));
  }
  await signalOf(ours).processSenderKeyDistributionMessage({
    item: { groupId: group, axolotlSenderKeyDistributionMessage: written[0]?.senderKeyDistributionMessage ?? null },
    authorJid: bruno.pn,
  });
  const read = async (n: number) => {
    const msg = written[n]?.ciphertext ?? new Uint8Array();
    return Buffer.from(await signalOf(ours).decryptGroupMessage({ group, authorJid: bruno.pn, msg })).toString();
  };
  for (const n of [3, 0, 4, 2, 1]) expect(await read(n)).toBe(words[n]);
  await expect(read(1)).rejects.toThrow();
});
