/** Certifies anew what a retention policy took where a hold that was placed while it ran kept some of it. */
import { type Clock, type Erasure, leaves, type Records, type Signer } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { readStatement, signStatement } from './certificate.ts';

export interface CertifyWhatWent {
  readonly records: Pick<Records, 'find'>;
  readonly signer: Pick<Signer, 'sign' | 'fingerprint'>;
  readonly clock: Clock;
}

/** After its rows went. The same erasure if all that was certified went. */
export async function certifyWhatWent(deps: CertifyWhatWent, erasure: Erasure): Promise<Erasure> {
  const { id, source, certificate } = erasure;
  if (source !== 'retention' || certificate === null) return erasure;
  const went = { messages: 0, files: 0 };
  const every = everyPage((after) =>
    deps.records.find(leaves, { index: 'byErasure', equals: { erasure: id }, limit: 500, ...after }),
  );
  for await (const { doc } of every) {
    went.messages += 1;
    if (doc.file) went.files += 1;
  }
  if (went.messages === erasure.counts['messages']) return erasure;
  const said = readStatement(certificate);
  const issuedAt = new Date(deps.clock()).toISOString();
  const made = signStatement(deps, { ...said, goes: { ...said.goes, ...went }, issuedAt });
  return { ...erasure, ...made, counts: { ...erasure.counts, ...went } };
}
