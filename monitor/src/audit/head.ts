/** Reads where the audit chains stand. */
import { auditEntries, type Records } from '@atalaia/storage';
import { beforeFirst, type Head } from './entry.ts';

/** The last entry of a chain, or `beforeFirst`. */
async function readHead(records: Pick<Records, 'find'>, chain: string): Promise<Head> {
  const page = await records.find(auditEntries, {
    index: 'byChain',
    equals: { chain },
    order: 'descending',
    limit: 1,
  });
  return page.items[0]?.doc ?? beforeFirst;
}

/** The last entry of every chain that has one, by the chain's name. */
export async function readHeads(records: Pick<Records, 'find' | 'count'>): Promise<ReadonlyMap<string, Head>> {
  const heads = new Map<string, Head>();
  for (const chain of await chainNames(records)) heads.set(chain, await readHead(records, chain));
  return heads;
}

/** The chains that have an entry. */
export async function chainNames(records: Pick<Records, 'count'>): Promise<readonly string[]> {
  const lengths = await records.count(auditEntries, { index: 'byChain', by: 'chain' });
  return [...lengths.keys()].sort();
}
