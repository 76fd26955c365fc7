/** A dpo answers a request: accepts it, which applies it, or meets it in part, or refuses it with the limb of law that says so. */
import { type PersonId, persons, type Records, type Request, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import { humanOf } from '../person/human.ts';
import { keyOfPerson } from '../person/key-of.ts';
import { refuseDoubtful } from '../person/refuse-doubtful.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { type ApplyRequest, applyRequest, refuseCorrection } from './apply.ts';
import { type ChangeRequest, changeRequest, refuseClosed } from './change.ts';
import { type CloseAlerts, closeAlertsOf } from './close-alerts.ts';
import { findRequest } from './find.ts';
import { citedBy, type RequestLimb } from './law.ts';
import { type SendInChat, sendInChat } from './send-in-chat.ts';
import { requestViews } from './view.ts';
import { sealWords } from './words.ts';

export type AnswerRequest = Omit<ApplyRequest, 'links'> &
  SendInChat &
  ChangeRequest &
  CloseAlerts & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
    readonly turns: Turns;
  };

export interface Answered {
  readonly id: string;
  readonly answer: 'accepted' | 'part' | 'refused';
  /** Of a refusal, whole or in part; null otherwise. */
  readonly limb: RequestLimb | null;
  /** As it goes to the person. */
  readonly text: string;
}

/**
 * Applied, then answered: a crash in between leaves it open, and answering again applies nothing twice. Whoever asked in
 * the chat is answered there.
 * @throws Problem `not-found`; `about-yourself`; `request-closed`; `doubts-open` while the person may be two;
 * `identity-unproved`; `person-locked`; `bad-request`; `changed-meanwhile`
 */
export function answerRequest(
  deps: AnswerRequest,
  authorized: Authorized<'request:answer'>,
  answered: Answered,
): Promise<RequestRow> {
  const { actor } = authorized;
  return deps.turns.inTurn(`request.${answered.id}`, async () => {
    const found = await findRequest(deps, authorized, answered.id);
    const { doc: request } = found;
    refuseClosed(request);
    await refuseUnsettled(deps, authorized, request);
    refuseUnfounded(request, answered);
    const key = await keyOfPerson(deps, request.person);
    const { answer, limb, text } = answered;
    const sealedAnswer = sealWords(key, request, 'sealedAnswer', text);
    await deps.audit.record({
      chain: 'company',
      actor,
      act: 'request-answered',
      subject: request.id,
      detail: { kind: request.kind, answer, limb },
      reason: sealedAnswer,
    });
    const applied = answer === 'accepted' ? await applyRequest(deps, actor, request, text) : {};
    if (answer !== 'accepted') await refuseCorrection(deps, actor, request);
    const inChat = sendInChat(deps, request, text);
    const given = { kind: answer, limb, at: deps.clock(), by: actorRef(actor), ...(inChat && { inChat }) };
    const closed = await changeRequest(deps, found, { ...applied, state: 'answered', answer: given, sealedAnswer });
    await closeAlertsOf(deps, actor, closed);
    return requestViews(deps)(closed);
  });
}

/** Who it is about must be clear: not the one who answers, not two, not somebody who is being erased. */
async function refuseUnsettled(
  deps: AnswerRequest,
  { actor }: Authorized<'request:answer'>,
  { person }: Request,
): Promise<void> {
  if (person === null || !(await deps.records.get(persons, person))) {
    throw new Problem('changed-meanwhile', 'This person was erased.');
  }
  const human: readonly PersonId[] = await humanOf(deps, person);
  await refuseAboutSelf(deps, actor, human);
  await refuseLocked(deps, human);
  await refuseDoubtful(deps, human);
}

/** Each reason has its law, and only some limit each right. */
function refuseUnfounded(request: Request, { answer, limb }: Answered): void {
  if (answer === 'accepted') {
    if (limb !== null) throw new Problem('bad-request', 'What is accepted needs no reason.', { pointer: '/limb' });
    refuseUnproved(request);
  } else if (limb === null || !citedBy(limb, request.kind, answer)) {
    throw new Problem('bad-request', 'Name the limb of law that limits this right.', { pointer: '/limb' });
  }
}

/** Blocking or objecting protects, whoever asks; and what is from after a change of hands is theirs anyway. */
function refuseUnproved({ identity, kind, onlySince }: Request): void {
  if (identity !== 'unproved' || kind === 'restrict' || kind === 'object') return;
  if (kind === 'access' && onlySince !== null) return;
  throw new Problem('identity-unproved', 'It is not proved that this request is the person’s own.');
}
