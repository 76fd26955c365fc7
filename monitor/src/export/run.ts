/** Makes one person's export: its files into a signed ZIP, sealed as it grows. Nothing of it ever lies clear on disk. */
import { createHash } from 'node:crypto';
import { type Export, exportFiles, ownerOfPerson, placeOf, type Records, type SealingKey } from '@atalaia/storage';
import { humanOf } from '../erase/human.ts';
import { exportBlob } from './begin.ts';
import { isoOf } from './subject.ts';
import { exportTexts } from './texts/texts.ts';
import { PersonGone, personFiles, type WriteExport } from './write.ts';
import { openWriters } from './writers.ts';
import { type ManifestHead, type ZipFile, zipOf } from './zip.ts';

export interface RunExport extends WriteExport {
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
  if (person === null) throw new RangeError('An export of the company is made elsewhere.');
  const persons = await humanOf(deps, person);
  const key = await deps.vault.keyOf(ownerOfPerson(person));
  if (!key) throw new PersonGone();
  const { id, since, language, total, createdAt: at } = asked;
  const own = new Set(persons);
  const texts = exportTexts(language);
  const subject = { id, persons, own, since, language, texts, writers: openWriters(texts, own), at };
  return sealZip(deps, key, asked, personFiles(deps, subject, total, tell), { kind: 'person', id, madeAt: isoOf(at) });
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
