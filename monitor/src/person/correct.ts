/** Notes a correction that a person asked for: it stands beside the original, which never changes. */
import {
  type Clock,
  type Correction,
  type CorrectionId,
  conversations,
  corrections,
  type Feed,
  type MessageId,
  messages,
  type NewId,
  type PersonId,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { CorrectionView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { correctionPlace, correctionViews } from './correction-view.ts';
import { findPerson } from './find.ts';
import { humanOf } from './human.ts';
import { keyOfPerson } from './key-of.ts';
import { refuseLocked } from './refuse-locked.ts';

export interface NoteCorrection {
  readonly records: Pick<Records, 'get' | 'find' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly feed: Pick<Feed, 'publish'>;
}

export type AskCorrection = NoteCorrection & { readonly vault: Pick<Vault, 'keyOf' | 'openText'> };

export interface WantedCorrection {
  readonly field: Correction['field'];
  /** With the field `message` only. */
  readonly message: string | null;
  /** How it should read. */
  readonly text: string;
}

/** LGPD art. 18 III; GDPR art. 16. @throws Problem `not-found`; `about-yourself`; `bad-request`; `person-locked` */
export async function askCorrection(
  deps: AskCorrection,
  authorized: Authorized<'person:correct'>,
  input: WantedCorrection & { readonly id: string },
): Promise<CorrectionView> {
  const { doc: person } = await findPerson(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  const noted = await noteCorrection(deps, authorized.actor, person.id, input);
  return correctionViews(deps)(noted);
}

/**
 * For callers who have asked who is there: the desk, a request, the portal.
 * @throws Problem `bad-request` for a message that is not theirs; `person-locked`; `changed-meanwhile` after an erasure
 */
export async function noteCorrection(
  deps: NoteCorrection,
  actor: Actor,
  person: PersonId,
  { field, message, text }: WantedCorrection,
): Promise<Correction> {
  await refuseLocked(deps, [person]);
  await refuseStrange(deps, person, field, message);
  const id = deps.newId() as CorrectionId;
  const key = await keyOfPerson(deps, person);
  const correction: Correction = {
    id,
    person,
    message: message as MessageId | null,
    field,
    state: 'asked',
    by: actorRef(actor),
    at: deps.clock(),
    decidedBy: null,
    decidedAt: null,
    sealedText: key.seal(correctionPlace(id), text.toWellFormed()),
  };
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'correction-asked',
    subject: person,
    detail: { correction: id, field, message },
  });
  await deps.records.insert(corrections, correction);
  deps.feed.publish({ kind: 'person-changed', id: person });
  return correction;
}

/** A message must be one that the person wrote, or that stands in their own chat. */
async function refuseStrange(
  deps: Pick<NoteCorrection, 'records'>,
  person: PersonId,
  field: Correction['field'],
  id: string | null,
): Promise<void> {
  if ((field === 'message') !== (id !== null)) {
    throw new Problem('bad-request', 'Name the message if, and only if, the correction is about one.', {
      pointer: '/message',
    });
  }
  if (id === null) return;
  const human = await humanOf(deps, person);
  const message = (await deps.records.get(messages, id))?.doc;
  const contact = message && (await deps.records.get(conversations, message.conversation))?.doc.contact;
  if ([message?.author, contact].some((one) => one != null && human.includes(one))) return;
  throw new Problem('bad-request', 'This message is not one of theirs.', { pointer: '/message' });
}
