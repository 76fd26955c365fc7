/** A notice in the thread: one line for all that became of it, where it was sent, with the words for who asks. */
import { type ConsentEvent, notices, type Records, type Vault } from '@atalaia/storage';
import type { LineView } from '../api/conversation-views.ts';
import { openText } from '../open-text.ts';
import { consentPlace } from '../person/record-consent.ts';

interface NoticeLinesDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

type NoticeLine = Extract<LineView, { kind: 'notice' }>;
type NoticeStage = Extract<ConsentEvent['kind'], `notice-${string}`>;
type NoticeEvent = ConsentEvent & { readonly kind: NoticeStage };

export function isNoticeEvent(event: ConsentEvent): event is NoticeEvent {
  return event.kind.startsWith('notice-');
}

/** Events of the same message belong together; in a group every member has their own of each. */
export function noticesIn(events: readonly ConsentEvent[]): readonly (readonly NoticeEvent[])[] {
  const some = events.filter(isNoticeEvent);
  return [...Map.groupBy(some, ({ message, notice, id }) => message ?? notice ?? id).values()];
}

/** When it was sent, else the first that is known of it. */
export function noticeFrom(events: readonly NoticeEvent[]): number {
  return firstOf(events, 'notice-sent') ?? Math.min(...events.map(({ at }) => at));
}

/** `events`: everything that is known of one notice. */
export async function noticeLine(deps: NoticeLinesDeps, events: readonly NoticeEvent[]): Promise<NoticeLine> {
  const worded = events.find(({ sealedText }) => sealedText !== undefined) ?? events[0];
  if (!worded) throw new RangeError('A notice of which nothing is known has no line.');
  const notice = worded.notice === null ? undefined : (await deps.records.get(notices, worded.notice))?.doc;
  const opened = await openText(deps.vault, consentPlace(worded.id), worded.sealedText);
  return {
    kind: 'notice',
    id: events[0]?.id ?? worded.id,
    from: noticeFrom(events),
    language: notice?.language ?? null,
    revision: notice?.revision ?? null,
    text: opened.kind === 'text' && opened.text !== '' ? opened.text : null,
    sentAt: firstOf(events, 'notice-sent'),
    deliveredAt: firstOf(events, 'notice-delivered'),
    readAt: firstOf(events, 'notice-read'),
    refusedAt: firstOf(events, 'notice-refused-by-whatsapp'),
    delivered: peopleWith(events, 'notice-delivered', 'notice-read'),
    read: peopleWith(events, 'notice-read'),
  };
}

function firstOf(events: readonly NoticeEvent[], stage: NoticeStage): number | null {
  const times = events.flatMap(({ kind, at }) => (kind === stage ? [at] : []));
  return times.length === 0 ? null : Math.min(...times);
}

function peopleWith(events: readonly NoticeEvent[], ...stages: readonly NoticeStage[]): number {
  return new Set(events.flatMap(({ kind, person }) => (stages.includes(kind) ? [person] : []))).size;
}
