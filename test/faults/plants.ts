/** What a sweep could forget, one of each sort: somebody's words where they still open, so that a hunt that finds nothing says something. */
import {
  type BlindIndex,
  type BlobId,
  consents,
  type ExportId,
  exportFiles,
  type NumberId,
  ownerOfPerson,
  type PersonId,
  placeOf,
  type Storage,
} from '@atalaia/storage';
import { companyKey } from '../../monitor/src/company-key.ts';
import { asZip } from '../fixtures/chats.ts';

export interface Planted {
  readonly words: string;
  readonly file: Buffer;
  readonly number: NumberId;
  /** Whose keys are left. */
  readonly other: PersonId;
}

/** Puts it somewhere. */
type Plant = (storage: Storage, planted: Planted) => Promise<void>;

export const plants: readonly Plant[] = [plantRow, plantFile, plantInJournal, plantExport];

/** A consent of somebody who is gone, under the company's key. */
async function plantRow({ records, vault }: Storage, { words, number, other }: Planted): Promise<void> {
  const id = 'a-row-that-the-sweep-forgot' as BlindIndex;
  const sealedText = (await companyKey(vault)).seal(placeOf(consents, id, 'sealedText'), words);
  const row = { id, person: other, number, conversation: null, kind: 'entered', at: 0, how: 'elsewhere' } as const;
  await records.insert(consents, {
    ...row,
    notice: null,
    hash: null,
    message: null,
    basis: null,
    by: null,
    sealedText,
  });
}

/** A file that hangs on a row of another person. */
async function plantFile({ records, vault, media }: Storage, { file, number, other }: Planted): Promise<void> {
  const id = 'a-file-that-the-sweep-forgot' as BlindIndex;
  const key = await keyOf(vault, other);
  const place = placeOf(consents, id, 'sealedText');
  const { sealedFileKey } = await media.sealFile(key, place, `${id}-blob` as BlobId, bytesOf(file));
  const row = { id, person: other, number, conversation: null, kind: 'entered', at: 0, how: 'elsewhere' } as const;
  const nothing = { notice: null, hash: null, message: null, basis: null, by: null };
  await records.insert(consents, { ...row, ...nothing, sealedText: sealedFileKey });
}

async function plantInJournal({ openJournal }: Storage, { words, number }: Planted): Promise<void> {
  const opened = await openJournal(number);
  if (opened.kind !== 'opened') throw new Error(`The journal is ${opened.kind}.`);
  opened.journal.commit([{ space: 'inbox', key: 'forgotten', value: Buffer.from(words) }]);
}

/** Of another person, made before and not removed. */
async function plantExport({ records, vault, media }: Storage, { words, other }: Planted): Promise<void> {
  const id = 'an-export-that-was-forgotten' as ExportId;
  const [place, blob] = [placeOf(exportFiles, id, 'sealedFileKey'), `${id}-zip` as BlobId];
  const zip = await asZip({ 'data.json': JSON.stringify({ words }) });
  const { sealedFileKey, size } = await media.sealFile(await keyOf(vault, other), place, blob, bytesOf(zip));
  const asked = {
    id,
    person: other,
    language: 'pt-BR',
    since: null,
    request: null,
    by: 'system',
    problem: null,
  } as const;
  const times = { createdAt: 0, endedAt: 0, expiresAt: null };
  const made = { state: 'done', done: 1, total: 1, blob, sealedFileKey, size, sha256: null } as const;
  await records.insert(exportFiles, { ...asked, ...times, ...made });
}

async function keyOf(vault: Storage['vault'], person: PersonId) {
  const key = await vault.keyOf(ownerOfPerson(person));
  if (!key) throw new Error('Nobody is left who has a key.');
  return key;
}

async function* bytesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
