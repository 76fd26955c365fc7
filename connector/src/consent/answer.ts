/** What a contact's message changes between them and the notice; it takes effect in the commit that brings the message. */
import type { Clock, JournalChange, NewId } from '@atalaia/storage';
import type { Decoded } from '../content.ts';
import { type Draft, draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { Standing } from '../journal/rows.ts';
import { howAddressed } from './addressed.ts';
import { followReply, type HeardMessage } from './follow-reply.ts';
import { toldWhileSilent } from './proof.ts';
import { type Reply, readReply } from './reply.ts';
import { silentStanding, standingOf } from './standing.ts';

/**
 * The changes that follow; only reads. Call it before the message is judged, with the journal as it will be once the
 * party and the chat are in it. Nothing is heard in a private chat.
 */
export function hearAnswer(
  deps: { readonly newId: NewId; readonly clock: Clock },
  journal: Journal,
  message: HeardMessage,
): readonly JournalChange[] {
  const settings = journal.self.get('settings');
  const { party, chat, envelope } = message;
  if (settings === undefined || party.state === 'excluded' || party.state === 'locked') return [];
  const draft = draftOn(journal);
  if (envelope.fromMe) {
    if (chat.kind === 'contact') agentSpoke(draft, message);
    return draft.changes;
  }
  takeOver(draft, message);
  if (!isWord(message.decoded)) return draft.changes;
  const reply = message.decoded.content.kind === 'text' ? readReply(message.decoded.content.text) : NO_REPLY;
  const addressed = howAddressed(draft.journal, message, settings);
  const { agentWaits } = standingOf(draft.journal, chat.id, party.id);
  contactSpoke(draft, message);
  followReply({ draft, message, settings, agentWaits, now: deps.clock(), newId: deps.newId }, reply, addressed);
  return draft.changes;
}

const NO_REPLY: Reply = { kind: 'nothing' };

/** What the group's notice left for a member who had not written is theirs from now on. */
function takeOver(draft: Draft, { chat, party }: HeardMessage): void {
  const silent = silentStanding(draft.journal, chat, party);
  if (silent === undefined) return;
  const standing = { ...silent, party: party.id };
  draft.add([
    draft.journal.standing.put(standing),
    draft.journal.standing.remove(draft.journal.standing.keyOf(silent)),
  ]);
  const events = toldWhileSilent(draft.journal, chat, { party, standing });
  draft.add(
    append(
      draft.journal,
      events.map((event) => ({ kind: 'event', chat: chat.id, party: party.id, event })),
    ),
  );
}

function agentSpoke(draft: Draft, message: HeardMessage): void {
  if (isWord(message.decoded)) change(draft, message, { agentWrote: true, agentWaits: true });
}

function contactSpoke(draft: Draft, message: HeardMessage): void {
  change(draft, message, { contactWrote: true, agentWaits: false });
}

function change(draft: Draft, { chat, party }: HeardMessage, what: Partial<Standing>): void {
  const standing = standingOf(draft.journal, chat.id, party.id);
  const next = { ...standing, ...what };
  const keys = ['contactWrote', 'agentWrote', 'agentWaits'] as const;
  if (keys.some((key) => next[key] !== standing[key])) draft.add([draft.journal.standing.put(next)]);
}

/** Reactions, edits and the like are no turn in the conversation. */
function isWord({ content: { kind } }: Decoded): boolean {
  return !noWords.has(kind);
}

const noWords: ReadonlySet<Decoded['content']['kind']> = new Set([
  ...(['edit', 'revoke', 'reaction', 'poll-vote', 'encrypted', 'system', 'call', 'nothing'] as const),
]);
