/** Keeps one write from being done until it is let go; whatever else is written goes on. */
import type { Records } from '@atalaia/storage';

export interface HeldWrite {
  /** Resolves once the write is asked for. */
  readonly held: Promise<void>;
  letGo(): void;
}

/** The `nth` insert or replacement, from 1, of a document of this collection that fits. */
export function holdAWrite(
  records: Pick<Records, 'insert' | 'replace'>,
  collection: { readonly name: string },
  fits: (doc: Readonly<Record<string, unknown>>) => boolean,
  nth = 1,
): HeldWrite {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { insert, replace } = records;
  let left = nth;
  const pass = async (name: string, doc: unknown) => {
    if (name !== collection.name || left === 0 || !fits(doc as Readonly<Record<string, unknown>>)) return;
    left -= 1;
    if (left > 0) return;
    held.resolve();
    await free.promise;
  };
  Object.assign(records, {
    insert: async (...asked: Parameters<typeof insert>) => {
      await pass(asked[0].name, asked[1]);
      return insert(...asked);
    },
    replace: async (...asked: Parameters<typeof replace>) => {
      await pass(asked[0].name, asked[2]);
      return replace(...asked);
    },
  });
  return { held: held.promise, letGo: free.resolve };
}
