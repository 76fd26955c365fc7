/** Opens a page of a person's own messages for them: as in their export, newest first. Recorded before it is shown. */
import type { Clock, Message, Records, Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { pageOf } from '../conversation/page.ts';
import { type Chat, chatsOf, isPartOf } from '../export/chats.ts';
import { exportedCorrections } from '../export/corrections.ts';
import { openBatch } from '../export/messages.ts';
import type { ExportedMessage } from '../export/schema.ts';
import type { Subject } from '../export/subject.ts';
import { numberViews } from '../number/view.ts';
import { Problem } from '../problem.ts';
import { subjectOf } from './subject.ts';
import type { Visit } from './visit.ts';

export interface ReadMessages {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface OwnMessages {
  readonly chats: readonly OwnChat[];
  /** Id of the conversation that is shown; null without any. */
  readonly shown: string | null;
  /** Oldest first. */
  readonly messages: readonly ExportedMessage[];
  /** What to ask for to see earlier ones; null at the beginning. */
  readonly before: string | null;
}

interface OwnChat {
  readonly id: string;
  readonly kind: Chat['kind'];
  /** Label or phone of the company's number. */
  readonly number: string;
}

/** Pages of a large group that are looked through for something of theirs, before the next is offered instead. */
const mostPages = 20;

/** @throws Problem `not-found` for a conversation of which nothing is theirs; `bad-request` for a place that is none */
export async function readMessages(
  deps: ReadMessages,
  visit: Visit,
  asked: { readonly chat?: string | undefined; readonly before?: string | undefined },
): Promise<OwnMessages> {
  const { share } = visit;
  const subject = subjectOf(visit, deps.clock());
  const found = await chatsOf(deps, subject);
  const chat = asked.chat === undefined ? found[0] : found.find(({ conversation }) => conversation.id === asked.chat);
  if (asked.chat !== undefined && !chat) throw new Problem('not-found', 'There is nothing here that you may see.');
  const { rows, before } = chat ? await lastRows(deps, subject, chat, asked.before) : { rows: [], before: null };
  await deps.audit.record({
    chain: 'company',
    actor: share.actor,
    act: 'portal-read',
    subject: share.actor.id,
    detail: { share: share.id, part: 'messages', conversation: chat?.conversation.id ?? null, messages: rows.length },
  });
  const noted = await exportedCorrections(deps, share.human, share.since);
  const corrections = Map.groupBy(noted, ({ message }) => message ?? '');
  const messages = chat ? (await openBatch(deps, subject, chat, rows, corrections)).messages : [];
  return { chats: await shownChats(deps, found), shown: chat?.conversation.id ?? null, messages, before };
}

/** The newest rows before a place that are theirs to see, and the place to go on from. */
async function lastRows(
  deps: ReadMessages,
  subject: Subject,
  chat: Chat,
  from: string | undefined,
): Promise<{ readonly rows: readonly Message[]; readonly before: string | null }> {
  let before = from;
  for (let pages = 0; ; pages++) {
    const page = await pageOf(deps, chat.conversation.id, { before });
    const rows: Message[] = [];
    for (const row of page.messages) if (await isPartOf(deps, subject, chat, row)) rows.push(row);
    const isOver = subject.since !== null && (page.messages[0]?.at ?? 0) < subject.since;
    if (page.before === null || isOver) return { rows, before: null };
    if (rows.length > 0 || pages === mostPages) return { rows, before: page.before };
    before = page.before;
  }
}

async function shownChats(deps: ReadMessages, found: readonly Chat[]): Promise<readonly OwnChat[]> {
  const viewOf = numberViews(deps);
  return Promise.all(
    found.map(async ({ kind, conversation }) => {
      const { label, phone } = await viewOf(conversation.number);
      return { id: conversation.id, kind, number: label ?? phone };
    }),
  );
}
