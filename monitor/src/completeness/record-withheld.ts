/** Keeps that something came and was not kept: its time, the reason and the hash of the ciphertext; no content, no name. */
import type { Recorded } from '@atalaia/connector';
import { type BlindIndexer, type NumberId, type Records, withheld } from '@atalaia/storage';

export interface RecordWithheld {
  readonly records: Pick<Records, 'insert' | 'remove'>;
  readonly blind: BlindIndexer;
}

export async function recordWithheld(
  deps: RecordWithheld,
  number: NumberId,
  event: Extract<Recorded, { kind: 'withheld' }>,
): Promise<void> {
  const { conversation, at, reason, hash } = event;
  await deps.records.insert(withheld, {
    id: withheldId(deps, number, event.id),
    number,
    conversation,
    at,
    reason,
    hash,
  });
}

/** What could not be decrypted came again, readable: the mark goes, the message is where it belongs. */
export async function forgetWithheld(deps: RecordWithheld, number: NumberId, event: string): Promise<void> {
  await deps.records.remove(withheld, withheldId(deps, number, event));
}

function withheldId(deps: Pick<RecordWithheld, 'blind'>, number: NumberId, event: string) {
  return deps.blind.of('number', 'withheld', number, event);
}
