/** The company's documents as lines of JSON, opened: one file or more for each collection. */
import { setImmediate } from 'node:timers/promises';
import {
  type Collection,
  type IndexFields,
  placeOf,
  type Records,
  SealBroken,
  type Sealed,
  type SealedField,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { ZipFile } from '../export/zip.ts';

export interface OpenDocuments {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'open'>;
}

/** What seals or signs in, and is of no use to anybody else. */
const secrets: ReadonlySet<string> = new Set([
  'sealedFileKey',
  'sealedSecret',
  'sealedPassword',
  'sealedTotpSecret',
  'sealedPendingTotpSecret',
  'sealedPacks',
]);
/** Lines in one file: it stays below 4 GiB whatever people wrote. */
const linesInFile = 200_000;
const documentsAtOnce = 200;

/** All documents of a collection, by its first index. `tell` hears how many more were written. */
export async function* documentFiles<T extends { readonly id: string }, I extends IndexFields<T>>(
  deps: OpenDocuments,
  collection: Collection<T, I>,
  tell: (more: number) => Promise<void> = async () => {},
): AsyncGenerator<ZipFile> {
  const [index] = Object.keys(collection.indexes) as (keyof I & string)[];
  if (index === undefined) throw new TypeError(`${collection.name} has no index to walk along.`);
  const every = everyPage((after) => deps.records.find(collection, { index, limit: documentsAtOnce, ...after }));
  let left = true;
  async function* some(): AsyncGenerator<Uint8Array> {
    let lines: string[] = [];
    for (let count = 0; count < linesInFile; count++) {
      const next = await every.next();
      if (next.done) {
        left = false;
        break;
      }
      lines.push(await lineOf(deps, collection, next.value.doc));
      if (lines.length < documentsAtOnce) continue;
      yield Buffer.from(lines.join(''));
      await tell(lines.length);
      lines = [];
      await setImmediate();
    }
    yield Buffer.from(lines.join(''));
    await tell(lines.length);
  }
  for (let part = 1; left; part++) {
    yield { name: `${collection.name}/${String(part).padStart(4, '0')}.jsonl`, bytes: some() };
  }
}

/** Sealed fields stand opened under their name without `sealed`; null where the key was destroyed. */
export async function lineOf<T extends { readonly id: string }, I extends IndexFields<T>>(
  deps: Pick<OpenDocuments, 'vault'>,
  collection: Collection<T, I>,
  doc: T,
): Promise<string> {
  const line: Record<string, unknown> = { ...doc };
  for (const field of collection.sealed) {
    const sealed: unknown = doc[field];
    delete line[field];
    if (secrets.has(field) || !(sealed instanceof Uint8Array)) continue;
    const name = field.replace(/^sealed(.)/, (_whole, first: string) => first.toLowerCase());
    // Bytes of a sealed field are `Sealed`: the declaration says so.
    line[name] = await textOf(deps, collection, doc.id, field as SealedField<T>, sealed as Sealed);
  }
  return `${JSON.stringify(line)}\n`;
}

/** Null also for what is sealed in a place of its own, as reasons in the trail are: the chain holds their hashes. */
async function textOf<T extends { readonly id: string }, I extends IndexFields<T>>(
  { vault }: Pick<OpenDocuments, 'vault'>,
  collection: Collection<T, I>,
  id: string,
  field: SealedField<T>,
  sealed: Sealed,
): Promise<string | null> {
  try {
    const opened = await vault.open(placeOf(collection, id, field), sealed);
    return opened === undefined ? null : Buffer.from(opened).toString('utf8');
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
