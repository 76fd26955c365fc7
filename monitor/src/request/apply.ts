/** Does what an accepted request asks for; an erasure or anonymising is begun by a human instead, who sees first what goes. */
import { type CorrectionId, corrections, type Records, type Request, type Vault } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/permissions.ts';
import { type NoteCorrection, noteCorrection } from '../person/correct.ts';
import { type SettleCorrection, settleCorrection } from '../person/decide-correction.ts';
import { type ObjectFor, objectFor } from '../person/object.ts';
import { type RestrictPerson, restrictPerson } from '../person/restrict.ts';
import { Problem } from '../problem.ts';
import { openWords } from './words.ts';

export type ApplyRequest = RestrictPerson &
  ObjectFor &
  ApplyCorrection & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  };

/** `reason`: the answer's text. Answers what of the request changed with it. Applying it again changes nothing more. */
export async function applyRequest(
  deps: ApplyRequest,
  actor: Actor,
  request: Request,
  reason: string,
): Promise<Partial<Request>> {
  const { kind, person } = request;
  if (person === null) throw new Problem('changed-meanwhile', 'This person was erased.');
  switch (kind) {
    case 'access':
      return {};
    case 'correction':
      return applyCorrection(deps, actor, request);
    case 'restrict':
      await restrictPerson(deps, authorize(actor, 'person:restrict'), { id: person, restricted: true, reason });
      return {};
    case 'object':
      await objectFor(deps, authorize(actor, 'person:restrict'), { id: person, reason });
      return {};
    case 'erase':
    case 'anonymise':
      throw new Problem('bad-request', 'It is met by an erasure that names this request: preview and begin that.', {
        pointer: '/answer',
      });
    default:
      throw new TypeError(`No rule for ${String(kind satisfies never)}`);
  }
}

export type ApplyCorrection = NoteCorrection &
  SettleCorrection & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  };

/** What came by letter has only words: they become the correction. */
export async function applyCorrection(
  deps: ApplyCorrection,
  actor: Actor,
  request: Request,
): Promise<Partial<Request>> {
  const { person } = request;
  let correction = request.correction;
  if (correction === null) {
    const text = await openWords(deps, request, 'sealedWords');
    if (text === null || person === null) {
      throw new Problem(
        'bad-request',
        'It does not say what is to be corrected. Note the correction on the person’s page.',
      );
    }
    correction = (await noteCorrection(deps, actor, person, { field: 'other', message: null, text })).id;
  }
  await decide(deps, actor, correction, true);
  return { correction };
}

/** A correction that is not accepted, or not as it was asked for, does not stand. */
export async function refuseCorrection(deps: ApplyCorrection, actor: Actor, { correction }: Request): Promise<void> {
  if (correction !== null) await decide(deps, actor, correction, false);
}

async function decide(deps: ApplyCorrection, actor: Actor, id: CorrectionId, accepted: boolean): Promise<void> {
  const found = await deps.records.get(corrections, id);
  if (!found) throw new Problem('changed-meanwhile', 'This correction is gone.');
  await settleCorrection(deps, actor, found, accepted);
}
