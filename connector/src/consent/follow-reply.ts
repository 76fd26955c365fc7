/** Does what a contact's reply asks for: turns their answer over, opens a request, switches language, or asks what was meant. */
import type { ConsentKind } from '@atalaia/storage';
import type { Decoded } from '../content.ts';
import type { Draft } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Chat, Envelope, OutboxRow, Party, Unresolved } from '../journal/rows.ts';
import type { NumberSettings } from '../number-link.ts';
import { type Addressed, isAnswer, needsQuestion } from './addressed.ts';
import { type ConsentStep, effectOf } from './effects.ts';
import { languageFor } from './language.ts';
import { mayBeTold, noticeRows } from './notice.ts';
import { outgoing } from './outgoing.ts';
import type { Reply } from './reply.ts';
import { badgeOf, standingOf } from './standing.ts';
import { textsIn } from './texts/texts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A message in a chat that may be captured, from the contact or (`fromMe`) from us. */
export interface HeardMessage {
  readonly envelope: Envelope;
  readonly decoded: Decoded;
  readonly chat: Chat;
  /** The contact of a 1:1 chat, the author in a group. */
  readonly party: Party;
}

/** One message on its way through. */
export interface Hearing {
  readonly draft: Draft;
  readonly message: HeardMessage;
  readonly settings: NumberSettings;
  /** An agent spoke last: the word may be the answer to their question. */
  readonly agentWaits: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly newId: () => string;
}

/** Adds to the draft what follows. `addressed`: whether a short word can be an answer at all. */
export function followReply(hearing: Hearing, reply: Reply, addressed: Addressed): void {
  switch (reply.kind) {
    case 'agree':
      if (reply.alone || isAnswer(addressed)) agree(hearing);
      else askIfNeeded(hearing, reply, addressed);
      break;
    case 'refuse':
      if (reply.alone || isAnswer(addressed)) refuse(hearing, 'refused');
      else askIfNeeded(hearing, reply, addressed);
      break;
    case 'withdraw':
      refuse(hearing, 'withdrawn');
      break;
    case 'data-asked':
    case 'erasure-asked':
      ask(hearing, reply.kind);
      break;
    case 'language':
      if (isAnswer(addressed) || !hearing.agentWaits) chooseLanguage(hearing, reply.language);
      break;
    case 'in-doubt':
    case 'acknowledged':
    case 'nothing':
      askIfNeeded(hearing, reply, addressed);
      break;
    default:
      reply satisfies never;
  }
}

/** Only the contact's own consent reverses a refusal, and a suppression with it: given after it, not only heard after it. */
function agree(hearing: Hearing): void {
  const { draft, message, settings } = hearing;
  const { party, envelope } = message;
  const suppressed = party.state === 'suppressed';
  if (party.answer === 'agreed' && !suppressed) return;
  if (party.answeredT !== null && envelope.t <= party.answeredT) return;
  const renewed = party.answer === 'refused' || suppressed;
  draft.add([
    draft.journal.party.put({
      ...party,
      answer: 'agreed',
      answeredT: envelope.t,
      renewed,
      ...(suppressed ? { state: 'active' } : {}),
    }),
  ]);
  const sent = say(hearing, textsIn(languageFor(settings, message.chat, party)).agreed);
  tell(hearing, 'agreed', sent);
}

/** A refusal or a withdrawal; what it does follows the legal basis. A second one changes only since when it stands. */
function refuse(hearing: Hearing, step: Extract<ConsentStep, 'refused' | 'withdrawn'>): void {
  const { draft, message, settings } = hearing;
  const { party, chat, envelope } = message;
  if (party.answer === 'refused') {
    if (envelope.t > (party.answeredT ?? 0)) draft.add([draft.journal.party.put({ ...party, answeredT: envelope.t })]);
    return;
  }
  draft.add([draft.journal.party.put({ ...party, answer: 'refused', answeredT: envelope.t, renewed: false })]);
  const effect = effectOf(settings.basis, settings.mode, step);
  const texts = textsIn(languageFor(settings, chat, party));
  const text = effect.personToldWhy
    ? texts.goesOn(settings.basis)
    : effect.agentLeaves
      ? texts.stoppedHere
      : texts.stopped;
  tell(hearing, step, say(hearing, text));
  if (effect.dpoAsked || effect.requestOpened) raise(hearing, 'objection');
}

/** LGPD art. 18, GDPR art. 15, 17: a request opens; data is never sent in the chat. */
function ask(hearing: Hearing, kind: 'data-asked' | 'erasure-asked'): void {
  const { draft, message, settings, now } = hearing;
  const standing = standingOf(draft.journal, message.chat.id, message.party.id);
  const last = kind === 'data-asked' ? standing.askedForDataAt : standing.askedForErasureAt;
  if (last !== null && now - last < DAY_MS) return;
  const asked = kind === 'data-asked' ? { askedForDataAt: now } : { askedForErasureAt: now };
  draft.add([draft.journal.standing.put({ ...standing, ...asked })]);
  const texts = textsIn(languageFor(settings, message.chat, message.party));
  tell(hearing, kind, say(hearing, kind === 'data-asked' ? texts.dataAsked : texts.erasureAsked));
  raise(hearing, kind);
}

/** The notice comes again in the language that they chose, if there is one in it. */
function chooseLanguage(hearing: Hearing, language: NonNullable<Party['language']>): void {
  const { draft, message, settings, now, newId } = hearing;
  const { chat } = message;
  if (chat.kind === 'group' || message.party.language === language) return;
  const party = { ...message.party, language };
  draft.add([draft.journal.party.put(party)]);
  tell(hearing, 'language-chosen', say(hearing, textsIn(language).languageChosen));
  const notice = settings.notices.find((one) => one.language === language);
  const quiet = !settings.armed || draft.journal.self.get('outreach') !== undefined || !mayBeTold(settings, party);
  if (notice === undefined || quiet || party.answer === 'refused') return;
  draft.add(noticeRows({ newId }, draft.journal, { chat, party, now }, notice));
}

/** Asked once a notice: whoever does not answer then stays as they are. */
function askIfNeeded(hearing: Hearing, reply: Reply, addressed: Addressed): void {
  const { draft, message, settings } = hearing;
  if (!needsQuestion(reply, addressed, settings.mode)) return;
  const standing = standingOf(draft.journal, message.chat.id, message.party.id);
  if (standing.question !== null || message.party.state !== 'active') return;
  const question = say(hearing, textsIn(languageFor(settings, message.chat, message.party)).question);
  if (question === null) return;
  const unanswered = { contactWrote: false, agentWrote: false, agentWaits: false };
  draft.add([draft.journal.standing.put({ ...standing, ...unanswered, question: question.id })]);
  tell(hearing, 'asked-again', question);
}

/** Writes an answer down, to be sent in its turn. A number that is not armed says nothing. */
function say({ draft, message, settings, now, newId }: Hearing, text: string): OutboxRow | null {
  if (!settings.armed) return null;
  const row = outgoing({ chat: message.chat, kind: 'answer', text }, { now, newId });
  draft.add([draft.journal.outbox.put(row)]);
  return row;
}

/** Into the person's timeline: what they did, about which notice, and in which words we answered. */
function tell({ draft, message }: Hearing, event: ConsentKind, sent: OutboxRow | null): void {
  const { chat, envelope } = message;
  const party = draft.journal.party.get(message.party.id) ?? message.party;
  const standing = standingOf(draft.journal, chat.id, party.id);
  const under = standing.notice === null ? undefined : draft.journal.outbox.get(standing.notice);
  record(draft, message, {
    kind: 'consent',
    id: `${event}/${chat.id}/${party.id}/${envelope.id}`,
    event,
    at: envelope.t * 1000,
    how: 'chat',
    notice: under?.notice ?? standing.notified?.notice ?? null,
    hash: sent?.hash ?? null,
    message: sent?.id ?? null,
    text: sent?.text ?? null,
    badge: badgeOf(party, standing),
  });
}

function raise({ draft, message }: Hearing, alert: 'objection' | 'data-asked' | 'erasure-asked'): void {
  const { chat, party, envelope } = message;
  const id = `${alert}/${chat.id}/${party.id}/${envelope.id}`;
  record(draft, message, { kind: 'alert', id, alert, at: envelope.t * 1000 });
}

function record(draft: Draft, { chat, party }: HeardMessage, event: Unresolved): void {
  draft.add(append(draft.journal, [{ kind: 'event', chat: chat.id, party: party.id, event }]));
}
