/** How everybody stands whom a live message concerns: what the gate reads, taken from the journal and nowhere else. */
import type { Person } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { Chat, Party, Standing } from '../journal/rows.ts';
import type { NumberSettings } from '../number-link.ts';
import { phoneKey } from '../whatsapp/phone-key.ts';
import type { Standing as Judged, Way } from './gate.ts';

/** The party of a group's own row of standing. */
export const THE_GROUP = '';

export function newStanding(chat: string, party: string): Standing {
  return {
    chat,
    party,
    notified: null,
    notice: null,
    contactWrote: false,
    agentWrote: false,
    agentWaits: false,
    question: null,
    lastNoticeAt: null,
    askedForDataAt: null,
    askedForErasureAt: null,
  };
}

/** The row of this party in this chat, as it is or as it would begin. */
export function standingOf(journal: Pick<Journal, 'standing'>, chat: string, party: string): Standing {
  return journal.standing.get(`${chat}/${party}`) ?? newStanding(chat, party);
}

/**
 * What a group's notice left under the alias of a member who had not written yet; undefined if there is nothing, or
 * the member has a row of their own.
 */
export function silentStanding(journal: Pick<Journal, 'standing'>, chat: Chat, party: Party): Standing | undefined {
  if (chat.kind !== 'group' || journal.standing.get(`${chat.id}/${party.id}`) !== undefined) return undefined;
  const aliases = [party.lid && `lid:${party.lid}`, party.phone && phoneKey(party.phone)];
  for (const alias of aliases) {
    const found = alias ? journal.standing.get(`${chat.id}/${alias}`) : undefined;
    if (found) return found;
  }
  return undefined;
}

export function wayOf({ basis, mode, armed }: NumberSettings): Way {
  return { kind: 'live', basis, mode, armed };
}

interface When {
  readonly t: number;
  readonly late: boolean;
}

/**
 * Everybody whose standing decides on a message of time `t` (seconds, WhatsApp's clock): the contact of a 1:1 chat,
 * the author in a group, and whoever may be the same human. `party` is null for our own words in a group: they may be
 * kept once the notice was posted there. `late`: it waited, so its place among the stanzas says nothing of its time.
 */
export function judgedIn(
  journal: Pick<Journal, 'standing' | 'party'>,
  { chat, party, ...when }: When & { readonly chat: Chat; readonly party: Party | null },
): readonly Judged[] {
  if (party === null) {
    return [{ state: 'active', notice: told(standingOf(journal, chat.id, THE_GROUP), when) }];
  }
  // Until the program said who it is, nobody knows whether they are excluded or suppressed.
  if (party.person === null) return [{ state: party.state, notice: 'unknown' }];
  const byNotice = told(silentStanding(journal, chat, party) ?? standingOf(journal, chat.id, party.id), when);
  const own = answered(party, byNotice, when.t);
  return [...own.map((notice) => ({ state: party.state, notice })), ...others(journal, party, byNotice)];
}

/**
 * A stanza older than the notice's arrival is one from before it, whenever it comes. In the same second the order in
 * which they came decides; of one that came late nobody knows it.
 */
function told({ notified }: Standing, { t, late }: When): 'notified' | 'unknown' {
  if (notified === null) return 'unknown';
  return t > notified.fromT || (t === notified.fromT && !late) ? 'notified' : 'unknown';
}

/** Several entries: each must be let through. Who refused must have been told as well, where the basis overrules a refusal. */
function answered(party: Party, byNotice: Person['notice'], t: number): readonly Person['notice'][] {
  switch (party.answer) {
    case 'none':
      return [byNotice];
    case 'agreed':
      if (party.answeredT === null || t >= party.answeredT) return ['agreed'];
      return party.renewed ? ['refused', byNotice] : [byNotice];
    case 'refused':
      return ['refused', byNotice];
    default:
      return party.answer satisfies never;
  }
}

/**
 * Others who may be the same human bring their refusals and restrictions along, and nothing else: the notice in this
 * chat reached whoever writes in it.
 */
function others(journal: Pick<Journal, 'party'>, party: Party, byNotice: Person['notice']): readonly Judged[] {
  const known = party.perhaps.map(({ state, notice }) => ({ state, refused: notice === 'refused' }));
  const doubted = (party.doubts ?? []).flatMap((doubt) => {
    const other = doubt.state === 'open' ? journal.party.get(doubt.party) : undefined;
    return other === undefined ? [] : [{ state: other.state, refused: other.answer === 'refused' }];
  });
  return [...known, ...doubted].flatMap(({ state, refused }): readonly Judged[] => {
    if (state !== 'active') return [{ state, notice: byNotice }];
    return refused ? [{ state, notice: 'refused' }] : [];
  });
}

/** The badge that follows from what is known here. `unknown` says nothing new about the person. */
export function badgeOf(party: Party, standing: Standing): Person['notice'] {
  if (party.answer !== 'none') return party.answer;
  return standing.notified === null ? 'unknown' : 'notified';
}
