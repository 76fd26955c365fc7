/** Makes the export of one person or of the whole company: its files into a signed ZIP, sealed as it grows. Nothing of it ever lies clear on disk. */
import { createHash } from 'node:crypto';
import {
  type Export,
  exportFiles,
  type Media,
  ownerOfPerson,
  placeOf,
  type Records,
  type SealingKey,
  type Vault,
} from '@atalaia/storage';
import { companyFiles, type WriteCompany } from '../company/export-files.ts';
import { companyKey } from '../company-key.ts';
import { humanOf } from '../person/human.ts';
import { isoOf } from './subject.ts';
import { exportTexts } from './texts/texts.ts';
import { exportBlob } from './waiting.ts';
import { PersonGone, personFiles, type WriteExport } from './write.ts';
import { openWriters } from './writers.ts';
import { type ManifestHead, type ZipFile, zipOf } from './zip.ts';

export interface RunExport extends WriteExport, WriteCompany {
  readonly vault: Pick<Vault, 'keyOf' | 'open' | 'openText'>;
  readonly media: Pick<Media, 'sealFile' | 'openFile'>;
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
}

type MadeExport = Pick<Export, 'size' | 'sha256'> & Required<Pick<Export, 'sealedFileKey'>>;

/** `tell` hears how many messages are written and may end it by throwing. @throws PersonGone if they were erased meanwhile. */
export async function runExport(
  deps: RunExport,
  asked: Export,
  tell: (done: number) => Promise<void>,
): Promise<MadeExport> {
  const { person } = asked;
  if (person === null) return runCompanyExport(deps, asked, tell);
  const persons = await humanOf(deps, person);
  const key = await deps.vault.keyOf(ownerOfPerson(person));
  if (!key) throw new PersonGone();
  const { id, since, language, total, createdAt: at } = asked;
  const own = new Set(persons);
  const texts = exportTexts(language);
  const subject = { id, persons, own, since, language, texts, writers: openWriters(texts, own), at };
  return sealZip(deps, key, asked, personFiles(deps, subject, total, tell), { kind: 'person', id, madeAt: isoOf(at) });
}

async function runCompanyExport(
  deps: RunExport,
  asked: Export,
  tell: (done: number) => Promise<void>,
): Promise<MadeExport> {
  const { id, language, createdAt } = asked;
  const files = companyFiles(deps, language, tell);
  return sealZip(deps, await companyKey(deps.vault), asked, files, { kind: 'company', id, madeAt: isoOf(createdAt) });
}

/** Writes the ZIP into the export's blob, under this key. */
async function sealZip(
  deps: Pick<WriteExport, 'media' | 'signer'>,
  key: SealingKey,
  { id }: Pick<Export, 'id'>,
  files: AsyncIterable<ZipFile>,
  head: ManifestHead,
): Promise<MadeExport> {
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of zipOf(files, head, deps.signer)) {
      hash.update(piece);
      yield piece;
    }
  }
  const place = placeOf(exportFiles, id, 'sealedFileKey');
  const { sealedFileKey, size } = await deps.media.sealFile(key, place, exportBlob(id), hashed());
  return { sealedFileKey, size, sha256: hash.digest('hex') };
}
