/** What proves that a notice was sent, accepted, delivered and read, and the timeline that follows from it. */
import type { ConsentKind } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { Chat, OutboxRow, Party, Standing, Unresolved } from '../journal/rows.ts';
import { aliasKeyOf } from '../whatsapp/own.ts';
import { phoneKey } from '../whatsapp/phone-key.ts';
import { badgeOf } from './standing.ts';

/** How far a message of ours came, in this order. */
export type Stage = 'accepted' | 'delivered' | 'read';
type Attributes = OutboxRow['proof'][number];

const ranks: Readonly<Record<OutboxRow['state'], number>> = {
  planned: 0,
  'handed-over': 1,
  refused: 1,
  accepted: 2,
  delivered: 3,
  read: 4,
};

/** `one` is as far as `other`, or farther. */
export function reaches(one: OutboxRow['state'], other: Stage): boolean {
  return ranks[one] >= ranks[other];
}

/** What an ack or a receipt says; undefined for receipts that mean something else, such as a request to send again. */
export function stageOf(attributes: Attributes): Stage | undefined {
  if (attributes['class'] === 'message') return attributes['error'] === undefined ? 'accepted' : undefined;
  switch (attributes['type']) {
    case undefined:
    case '':
    case 'delivery':
    case 'inactive':
      return 'delivered';
    case 'read':
    case 'played':
      return 'read';
    default:
      return undefined;
  }
}

/** Seconds by WhatsApp's clock. */
export function timeOf(attributes: Attributes): number {
  return Number(attributes['t']);
}

/** When the message first came so far, with anybody; seconds by WhatsApp's clock, undefined if it did not. */
export function arrivedT(row: OutboxRow, stage: Stage): number | undefined {
  const times = row.proof.flatMap((attributes) => {
    const reached = stageOf(attributes);
    return reached !== undefined && reaches(reached, stage) ? [timeOf(attributes)] : [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** One entry of the timeline of a person who was told by this message. `at` in milliseconds. */
export function noticeEvent(
  row: OutboxRow,
  event: Extract<ConsentKind, `notice-${string}`>,
  { party, standing, at }: { readonly party: Party; readonly standing: Standing; readonly at: number },
): Unresolved {
  return {
    kind: 'consent',
    id: `${event}/${row.id}/${party.id}`,
    event,
    at,
    how: 'whatsapp',
    notice: row.notice,
    hash: row.hash,
    message: row.id,
    text: row.text,
    badge: badgeOf(party, standing),
  };
}

/** What happened to a group's notice before this member's receipt: theirs to be told once they are known. */
export function eventsBefore(row: OutboxRow, party: Party, standing: Standing): readonly Unresolved[] {
  const accepted = row.proof.find((attributes) => stageOf(attributes) === 'accepted');
  return [
    noticeEvent(row, 'notice-sent', { party, standing, at: row.plannedAt }),
    ...(accepted ? [noticeEvent(row, 'notice-accepted', { party, standing, at: timeOf(accepted) * 1000 })] : []),
  ];
}

/** The timeline of a member who was told while nobody knew them: their receipts stand under their alias. */
export function toldWhileSilent(
  journal: Pick<Journal, 'outbox'>,
  chat: Chat,
  { party, standing }: { readonly party: Party; readonly standing: Standing },
): readonly Unresolved[] {
  const row = standing.notice === null ? undefined : journal.outbox.get(standing.notice);
  if (row?.chat !== chat.id) return [];
  const theirs = row.proof.filter(({ participant }) => {
    const alias = aliasKeyOf(participant);
    return alias === `lid:${party.lid}` || (party.phone !== null && alias === phoneKey(party.phone));
  });
  const stages = theirs.flatMap((attributes) => {
    const stage = stageOf(attributes);
    if (stage === undefined) return [];
    return [noticeEvent(row, `notice-${stage}`, { party, standing, at: timeOf(attributes) * 1000 })];
  });
  return stages.length === 0 ? [] : [...eventsBefore(row, party, standing), ...stages];
}
