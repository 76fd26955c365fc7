/** Checks a signed checkpoint: the signature is this installation's, and every head it names is still on its chain. */
import { auditEntries, type Checkpoint, isSignedBy, type Records } from '@atalaia/storage';
import { signedBytes } from './checkpoint.ts';
import { entryId } from './entry.ts';

export interface CheckCheckpoint {
  readonly records: Pick<Records, 'get'>;
  /** Public key in PEM and its SHA-256. */
  readonly signer: { readonly publicKey: string; readonly fingerprint: string };
}

/** What is wrong with the checkpoint, in one sentence; undefined if nothing is. A shortened or rewritten chain is found here. */
export async function wrongWithCheckpoint(
  deps: CheckCheckpoint,
  checkpoint: Omit<Checkpoint, 'id'>,
): Promise<string | undefined> {
  const name = `The checkpoint of ${new Date(checkpoint.at).toISOString()}`;
  if (checkpoint.fingerprint !== deps.signer.fingerprint) {
    return `${name} was signed by another key than this installation's.`;
  }
  if (!isSignedBy(deps.signer.publicKey, signedBytes(checkpoint), Buffer.from(checkpoint.signature, 'base64'))) {
    return `${name} was changed: its signature does not match.`;
  }
  for (const head of checkpoint.heads) {
    const entry = await deps.records.get(auditEntries, entryId(head.chain, head.sequence));
    if (entry?.doc.hash !== head.hash) {
      return `${name} names entry ${head.sequence} of chain ${head.chain}, which is not there as it was signed.`;
    }
  }
  return undefined;
}
