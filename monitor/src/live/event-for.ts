/** Turns what happened into what one person's screen is told: nothing, unless they may see it. */

import type { FeedEvent } from '@atalaia/storage';
import type { UserActor } from '../access/actor.ts';
import { may, maySee } from '../access/permissions.ts';
import { type LiveEvent, liveEvent } from '../api/index.ts';

type Uncounted = LiveEvent extends infer E ? (E extends LiveEvent ? Omit<E, 'count'> : never) : never;

/** The event for this person, not counted yet; undefined if it is not theirs to see or no event of screens. */
export function eventFor(actor: UserActor, event: FeedEvent): Uncounted | undefined {
  if (!isTheirs(actor, event)) return undefined;
  const parsed = liveEvent.safeParse({
    kind: event.kind,
    id: event.id,
    count: 0,
    ...(event.number === undefined ? {} : { number: event.number }),
    ...(event.kind === 'import-progress' ? { total: null } : {}),
    ...event.fields,
  });
  if (!parsed.success) return undefined;
  const { count: _, ...uncounted } = parsed.data;
  return uncounted;
}

function isTheirs(actor: UserActor, { kind, number, fields }: FeedEvent): boolean {
  const numberIsTheirs = number !== undefined && maySee(actor, number);
  const seesSome = actor.numbers === null || actor.numbers.length > 0;
  switch (kind) {
    case 'alert-raised':
    case 'alert-joined':
    case 'alert-decided':
      return (
        may(actor, 'alert:list') && numberIsTheirs && (fields?.['audience'] !== 'dpo' || may(actor, 'reserved:see'))
      );
    case 'conversation-grew':
    case 'message-changed':
      return may(actor, 'conversation:read') && numberIsTheirs;
    case 'import-progress':
      return may(actor, 'import:list') && numberIsTheirs;
    case 'link-changed':
    case 'number-changed':
      return may(actor, 'number:list') && numberIsTheirs;
    case 'system-alert-raised':
    case 'system-alert-closed':
      return may(actor, 'system-alert:list') && numberIsTheirs;
    // Ids and counts of replays over other numbers tell nothing; what they found is read one by one.
    case 'replay-progress':
      return may(actor, 'replay:run');
    // Ids without number or person: what became of them is read one by one.
    case 'request-changed':
      return seesSome && may(actor, 'request:list');
    case 'export-changed':
      return seesSome && may(actor, 'person:export');
    case 'erasure-changed':
      return seesSome && may(actor, 'erasure:list');
    case 'hold-changed':
      return seesSome && may(actor, 'hold:list');
    case 'person-changed':
      return seesSome && may(actor, 'person:read');
    case 'rules-changed':
      return may(actor, 'rule:list');
    default:
      return false;
  }
}
