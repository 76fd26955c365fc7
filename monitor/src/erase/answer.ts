/** Answers an erasure: evidence that the law lets the company keep is set apart, then the certificate is made and signed. */
import { type Clock, type Erasure, type Records, rightsPolicies, type Signer } from '@atalaia/storage';
import { makeCertificate } from './certificate.ts';
import { type CountScope, countScope } from './count.ts';
import { marksOf } from './destroy-keys.ts';
import { countKeptBefore, type MoveEvidence, moveEvidence } from './evidence.ts';
import { areInTitles, type ForgetTitles } from './forget-titles.ts';
import { hasObjected } from './has-objected.ts';
import { lateChatsOf } from './late-chats.ts';
import { type RecordOnce, recordOnce } from './record-once.ts';
import { accountsOf } from './refuse-accounts.ts';

export type AnswerErasure = CountScope &
  MoveEvidence &
  ForgetTitles &
  RecordOnce & {
    readonly records: Pick<Records, 'get' | 'find'>;
    readonly signer: Pick<Signer, 'sign' | 'fingerprint'>;
    readonly clock: Clock;
  };

/** The erasure as it stands once it is answered; the caller keeps it. */
export async function answerErasure(deps: AnswerErasure, confirmed: Erasure): Promise<Erasure> {
  const erasure = { ...confirmed, objected: await isOfObjector(deps, confirmed) };
  const { whole } = erasure;
  const counts = await countScope(deps, erasure);
  const kept = await moveEvidence(deps, erasure);
  const evidence = kept.messages + (await countKeptBefore(deps, whole));
  const counted = { ...counts, stays: { ...counts.stays, evidence } };
  const marks = (await marksOf(deps, whole, 'erased')).length;
  const law = (await deps.records.get(rightsPolicies, 'company'))?.doc.law ?? 'lgpd';
  const othersKeys =
    erasure.scope.kind !== 'person' ||
    (await lateChatsOf(deps, whole)).length > 0 ||
    (await areInTitles(deps, erasure)) ||
    (await accountsOf(deps, whole)).length > 0;
  const made = makeCertificate(deps, erasure, { counts: counted, marks, othersKeys, law, issuedAt: deps.clock() });
  await recordOnce(deps, erasure, 'erasure-certified', { messages: counts.goes.messages });
  return {
    ...erasure,
    ...made,
    state: 'answered',
    // From here it is not undone any more.
    undoUntil: null,
    case: kept.case,
    counts: { ...counted.goes, ...counted.stays, marks },
  };
}

/** What is certified is what is done: a whole person who ever said no is marked as having objected. */
async function isOfObjector(deps: Pick<AnswerErasure, 'records'>, erasure: Erasure): Promise<boolean> {
  const { scope, objected } = erasure;
  return objected || (scope.kind === 'person' && (await hasObjected(deps, erasure, scope.person)));
}
