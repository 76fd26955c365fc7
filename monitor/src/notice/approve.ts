/** Puts a notice in force: from then on it is what contacts of its language are told. */
import {
  type Clock,
  type Feed,
  type Language,
  type Notice,
  type NumberId,
  notices,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { NoticeRow } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import type { Links } from '../number/links.ts';
import { Problem } from '../problem.ts';
import { draftIn, revisionsOf } from './revisions.ts';
import { noticeViews } from './view.ts';

export interface ApproveNotice {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly links: Pick<Links, 'settle'>;
  readonly feed: Pick<Feed, 'publish'>;
}

/**
 * A dpo may approve what they wrote: many companies have one dpo, who answers for it either way. The trail says so.
 * @param hash of the words that were read: others may have changed the draft since
 * @throws Problem `not-found` if there is no draft, `changed-meanwhile`
 */
export async function approveNotice(
  deps: ApproveNotice,
  authorized: Authorized<'notice:approve'>,
  id: NumberId,
  { language, hash }: { readonly language: Language; readonly hash: string },
): Promise<NoticeRow> {
  const number = await findOwnNumber(deps, authorized, id);
  const draft = draftIn(await revisionsOf(deps.records, id), language);
  if (!draft) throw new Problem('not-found', 'There is no draft in this language.');
  const found = await deps.records.get(notices, draft.id);
  if (found?.doc.state !== 'draft' || found.doc.hash !== hash) throw changedMeanwhile();
  const approvedBy = actorRef(authorized.actor);
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'notice-approved',
    subject: draft.id,
    detail: { language, revision: draft.revision, hash, material: draft.material, ownDraft: draft.by === approvedBy },
  });
  const live: Notice = { ...found.doc, state: 'live', approvedBy, approvedAt: deps.clock() };
  if ((await deps.records.replace(notices, found.version, live)) !== 'replaced') throw changedMeanwhile();
  await retireOlder(deps, live);
  await deps.links.settle(id);
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  return (await noticeViews(deps, number))(live);
}

/** The newest live one stands in any case; this only tidies the list, also after a crash came in between. */
async function retireOlder(deps: ApproveNotice, live: Notice): Promise<void> {
  for (const older of await revisionsOf(deps.records, live.number)) {
    if (older.language !== live.language || older.state !== 'live' || older.revision >= live.revision) continue;
    const found = await deps.records.get(notices, older.id);
    if (found) await deps.records.replace(notices, found.version, { ...found.doc, state: 'retired' as const });
  }
}

function changedMeanwhile(): Problem {
  return new Problem('changed-meanwhile', 'The draft was changed meanwhile; read it again, then approve it.');
}
