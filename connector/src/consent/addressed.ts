/** Is a short word an answer to the notice, or to something that an agent asked? */

import type { Decoded } from '../content.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chat, Envelope, OutboxRow, Party } from '../journal/rows.ts';
import type { NumberSettings } from '../number-link.ts';
import type { Mode } from './effects.ts';
import { arrivedT } from './proof.ts';
import type { Reply } from './reply.ts';
import { standingOf } from './standing.ts';

/**
 * `quoted`: the message quotes the notice, or our question about it. `first`: it is the contact's first after it, with
 * no agent's in between. `unsure`: so too, but an agent's message from before the notice still waited for an answer.
 */
export type Addressed = 'quoted' | 'first' | 'unsure' | 'no';

export interface Spoken {
  readonly envelope: Pick<Envelope, 't'>;
  readonly decoded: Pick<Decoded, 'quotes'>;
  readonly chat: Chat;
  readonly party: Party;
}

/** Read it before the message is counted as the contact's. */
export function howAddressed(
  journal: Pick<Journal, 'outbox' | 'standing'>,
  { envelope, decoded, chat, party }: Spoken,
  settings: Pick<NumberSettings, 'notifiedBy'>,
): Addressed {
  const standing = standingOf(journal, chat.id, party.id);
  const quoted = decoded.quotes === null ? undefined : journal.outbox.get(decoded.quotes.id);
  // Nothing else of ours asks for an answer: a thank-you for what we said is no consent.
  if (quoted?.chat === chat.id && (quoted.kind === 'notice' || quoted.id === standing.question)) return 'quoted';
  // In a group many speak at once: nobody can tell what a word without a quote answers.
  if (chat.kind === 'group') return 'no';
  const { question, notice, contactWrote, agentWrote, agentWaits } = standing;
  const last = question ?? notice;
  const row = last === null ? undefined : journal.outbox.get(last);
  if (contactWrote || agentWrote || row === undefined || !hasArrived(row, envelope.t, settings)) return 'no';
  return agentWaits ? 'unsure' : 'first';
}

/** Clear enough to change how somebody stands. */
export function isAnswer(addressed: Addressed): boolean {
  return addressed === 'quoted' || addressed === 'first';
}

function hasArrived(row: OutboxRow, t: number, { notifiedBy }: Pick<NumberSettings, 'notifiedBy'>): boolean {
  const arrived = arrivedT(row, notifiedBy === 'accepted' ? 'accepted' : 'delivered');
  return arrived !== undefined && t >= arrived;
}

/**
 * A possible refusal is always asked about; a possible agreement only where the number waits for one; anything else
 * only if it was said about the notice.
 */
export function needsQuestion(reply: Reply, addressed: Addressed, mode: Mode): boolean {
  if (addressed === 'no') return false;
  const waiting = mode === 'opt-in';
  switch (reply.kind) {
    case 'refuse':
      return true;
    case 'agree':
      return waiting;
    case 'in-doubt':
      return waiting || addressed === 'quoted';
    case 'acknowledged':
      return waiting;
    case 'nothing':
      return waiting && addressed === 'quoted';
    case 'withdraw':
    case 'data-asked':
    case 'erasure-asked':
    case 'language':
      return false;
    default:
      return reply satisfies never;
  }
}
