/** Keeps a number's count of a day as its journal tells it, signs it once the day has ended, and says so if it does not add up. */
import type { Recorded } from '@atalaia/connector';
import {
  type BlindIndexer,
  type Clock,
  isSignedBy,
  type Ledger,
  ledgers,
  type NumberId,
  type Records,
  type Signer,
} from '@atalaia/storage';
import { canonicalJson } from '../audit/canonical.ts';
import { type RaiseSystemAlert, raiseSystemAlert } from '../system-alert/raise.ts';

export interface RecordLedger extends RaiseSystemAlert {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly blind: BlindIndexer;
  readonly signer: Pick<Signer, 'sign'>;
  readonly clock: Clock;
}

/** The journal is the authority: its latest word stands, also for a day that was signed before a late file changed it. */
export async function recordLedger(
  deps: RecordLedger,
  number: NumberId,
  event: Extract<Recorded, { kind: 'ledger' }>,
): Promise<void> {
  const { day, counts, minutesDisconnected, ended } = event;
  const counted = { ...counts, id: deps.blind.of('number', 'ledger', number, day), number, day, minutesDisconnected };
  const signature = ended ? Buffer.from(deps.signer.sign(signedBytes(counted))).toString('base64') : null;
  const ledger: Ledger = { ...counted, signature };
  if (!addsUp(ledger)) {
    await raiseSystemAlert(deps, { number, kind: 'ledger-broken', person: null, at: deps.clock(), event: day });
  }
  for (;;) {
    if ((await deps.records.insert(ledgers, ledger)) === 'inserted') return;
    const found = await deps.records.get(ledgers, ledger.id);
    if (found && (await deps.records.replace(ledgers, found.version, ledger)) === 'replaced') return;
  }
}

/** Whether every message that came is somewhere: stored, withheld, excluded, or known to be undecryptable. */
export function addsUp({ received, stored, withheld, excluded, undecryptable }: Ledger): boolean {
  return received === stored + withheld + excluded + undecryptable;
}

/** Whether the day was signed by this key and nothing in it was changed since. */
export function isSignedLedger({ signature, ...counted }: Ledger, publicKey: string): boolean {
  return signature !== null && isSignedBy(publicKey, signedBytes(counted), Buffer.from(signature, 'base64'));
}

/** What the signature covers: the canonical JSON of all fields but itself. */
function signedBytes(counted: Omit<Ledger, 'signature'>): Buffer {
  return Buffer.from(canonicalJson(counted));
}
