/** Reads where the audit chains stand. */
import { auditEntries, type Records } from '@atalaia/storage';
import { beforeFirst, type Head } from './entry.ts';

/** The last entry of a chain, or `beforeFirst`. */
export async function readHead(records: Pick<Records, 'find'>, chain: string): Promise<Head> {
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
  const lengths = await records.count(auditEntries, { index: 'byChain', by: 'chain' });
  for (const chain of [...lengths.keys()].sort()) heads.set(chain, await readHead(records, chain));
  return heads;
}
