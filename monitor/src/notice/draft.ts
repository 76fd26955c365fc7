/** Writes the draft of a notice. There is at most one in each language; the live one goes on until a dpo approves it. */
import {
  type BlindIndexer,
  type Clock,
  type Language,
  type Notice,
  type NoticeId,
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
import { controllerOf } from '../number/capture-settings.ts';
import { factsOf, factsText } from '../number/facts.ts';
import { Problem } from '../problem.ts';
import { draftIn, revisionsOf } from './revisions.ts';
import { hashOfWords, sealWords } from './text.ts';
import { noticeViews } from './view.ts';

export interface DraftNotice {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface NoticeDraft {
  readonly language: Language;
  readonly chat: string;
  readonly long: string;
  /** Whether contacts are to be told anew. The first notice always is. */
  readonly material: boolean;
}

/** Two who write at once: the later one is told. @throws Problem `not-found`, `changed-meanwhile` */
export async function draftNotice(
  deps: DraftNotice,
  authorized: Authorized<'notice:draft'>,
  id: NumberId,
  draft: NoticeDraft,
): Promise<NoticeRow> {
  const number = await findOwnNumber(deps, authorized, id);
  const all = await revisionsOf(deps.records, id);
  const earlier = draftIn(all, draft.language);
  const before = all.findLast(({ language }) => language === draft.language);
  const revision = earlier?.revision ?? (before?.revision ?? 0) + 1;
  const noticeId = noticeIdOf(deps.blind, id, draft.language, revision);
  const facts = factsText(factsOf(number, await controllerOf(deps.vault, number)));
  const notice: Notice = {
    id: noticeId,
    number: id,
    language: draft.language,
    revision,
    state: 'draft',
    sealedText: await sealWords(deps.vault, noticeId, { chat: draft.chat, long: draft.long, facts }),
    hash: hashOfWords(draft),
    material: draft.material || !all.some(({ language, approvedAt }) => language === draft.language && approvedAt),
    by: actorRef(authorized.actor),
    createdAt: deps.clock(),
    approvedBy: null,
    approvedAt: null,
  };
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'notice-drafted',
    subject: noticeId,
    detail: { language: notice.language, revision, hash: notice.hash, material: notice.material },
  });
  await write(deps, notice);
  return (await noticeViews(deps, number))(notice);
}

/** Named by what it is, so that two drafts of one revision cannot stand side by side. */
function noticeIdOf(blind: BlindIndexer, number: NumberId, language: Language, revision: number): NoticeId {
  return blind.of('number', 'notice', number, language, String(revision)) as string as NoticeId;
}

async function write(deps: DraftNotice, notice: Notice): Promise<void> {
  if ((await deps.records.insert(notices, notice)) === 'inserted') return;
  const found = await deps.records.get(notices, notice.id);
  const isDraft = found?.doc.state === 'draft';
  if (!isDraft || (await deps.records.replace(notices, found.version, notice)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this notice a moment ago; look again, then try again.');
  }
}
