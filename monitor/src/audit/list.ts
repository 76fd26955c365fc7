/** Lists the audit trail, newest first: who did what, when; ids and counts only. */
import { type AuditEntry, auditEntries, type Cursor, type Records, type Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { AuditRow } from '../api/index.ts';
import { actorNames } from '../person/actor-name.ts';

export interface ListEntries {
  readonly records: Pick<Records, 'find' | 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** A page of at most `limit` entries. Someone limited to numbers sees the chains of these numbers only. */
export async function listEntries(
  deps: ListEntries,
  { numbers }: Authorized<'audit:read'>,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ entries: AuditRow[]; next: string | null }> {
  const page = await deps.records.find(auditEntries, {
    index: 'byTime',
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const chains: ReadonlySet<string> | null = numbers && new Set(numbers);
  const seen = page.items.map(({ doc }) => doc).filter((entry) => chains === null || chains.has(entry.chain));
  const nameOf = actorNames(deps);
  const entries = await Promise.all(seen.map(async (entry) => rowOf(entry, await nameOf(entry.actor))));
  return { entries, next: page.next ?? null };
}

function rowOf(entry: AuditEntry, actor: string): AuditRow {
  const { chain, sequence, at, act, subject, detail, hash } = entry;
  return { chain, sequence, at, actor, act, subject, detail, hash };
}
