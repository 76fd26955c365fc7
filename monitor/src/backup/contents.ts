/** What of the records goes into a backup: nothing by which somebody could be found again, and nothing that is only on its way. */
import {
  aliases,
  type BlobId,
  exportFiles,
  imports,
  messages,
  type StoredRow,
  sessions,
  shares,
} from '@atalaia/storage';

/** Keyed hashes of names and numbers go with the keys; sign-ins and links to the portal are not for a second machine. */
const leftOut: ReadonlySet<string> = new Set([aliases.name, sessions.name, shares.name]);

/** The row as it is backed up; undefined for one that is not. Nothing is opened. */
export function backedUp(row: StoredRow): StoredRow | undefined {
  if (leftOut.has(row.collection)) return undefined;
  if (row.collection === imports.name) {
    const was = bodyOf(row);
    if (was['state'] === 'waiting') return undefined;
    if (was['state'] !== 'running') return row;
    // What it stored so far is there, and its chat's people are known by its names; who asked for what goes with the upload.
    const body = { ...was, state: 'refused', problem: 'interrupted', staged: null, endedAt: was['createdAt'] };
    return { ...row, body: JSON.stringify(body), sealed: {} };
  }
  if (row.collection === exportFiles.name) {
    const body = { ...bodyOf(row), state: 'removed', blob: null };
    return { ...row, body: JSON.stringify(body), sealed: {} };
  }
  return row;
}

/** The file of a message. */
export function fileOf(row: StoredRow): BlobId | undefined {
  if (row.collection !== messages.name) return undefined;
  const { media } = bodyOf(row) as { readonly media?: { readonly blob: BlobId } };
  return media?.blob;
}

function bodyOf(row: StoredRow): Readonly<Record<string, unknown>> {
  return JSON.parse(row.body) as Readonly<Record<string, unknown>>;
}
