/** Counts what is kept of a person, without opening any of it. */
import { messages, type Records } from '@atalaia/storage';
import { aboutAnother } from '../conversation/aftermath.ts';
import { chatsOf } from '../export/chats.ts';
import type { Subject } from '../export/subject.ts';

export interface Held {
  /** In their own chats with the company; what happened to a message is none by itself. */
  readonly messages: number;
  /** Pictures, videos, voice notes, documents; null where only a part of the time is shown. */
  readonly files: number | null;
  /** Conversations with others in which they wrote. */
  readonly groups: number;
  /** Milliseconds since the epoch; null without any. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

const fileKinds = ['image', 'video', 'audio', 'document', 'sticker'];

/** From the counts that the archive keeps: a page that is opened often reads no messages. */
export async function heldOf(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count'> },
  subject: Subject,
): Promise<Held> {
  const { since } = subject;
  const chats = await chatsOf(deps, subject);
  const direct = chats.filter(({ kind }) => kind === 'direct').map(({ conversation }) => conversation);
  const byKind = new Map<string, number>();
  let later = 0;
  for (const { id: conversation } of direct) {
    if (since !== null) {
      const equals = { conversation };
      const counted = await deps.records.count(messages, { index: 'byConversation', equals, range: { from: since } });
      later += counted.get('all') ?? 0;
      continue;
    }
    const counted = await deps.records.count(messages, { index: 'byKind', equals: { conversation }, by: 'kind' });
    for (const [kind, count] of counted) byKind.set(kind, (byKind.get(kind) ?? 0) + count);
  }
  const isMessage = (kind: string) => ![...aboutAnother].some((one) => one === kind);
  const firsts = direct.map(({ firstAt }) => firstAt).filter((at) => at !== null);
  const lasts = direct.map(({ lastAt }) => lastAt).filter((at) => at !== null);
  return {
    messages: later + sum([...byKind].filter(([kind]) => isMessage(kind)).map(([, count]) => count)),
    files: since === null ? sum(fileKinds.map((kind) => byKind.get(kind) ?? 0)) : null,
    groups: chats.length - direct.length,
    firstAt: firsts.length === 0 ? null : Math.max(since ?? 0, Math.min(...firsts)),
    lastAt: lasts.length === 0 ? null : Math.max(...lasts),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
