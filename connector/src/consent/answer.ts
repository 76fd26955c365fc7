/** What a contact's message changes between them and the notice; it takes effect in the commit that brings the message. */
import type { ConsentKind, JournalChange } from '@atalaia/storage';
import { type Draft, draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chat, Envelope, OutboxRow, Party, Standing, Unresolved } from '../journal/rows.ts';
import type { Decoded, NumberSettings } from '../model.ts';
import { type Addressed, howAddressed, isAnswer, needsQuestion } from './addressed.ts';
import { type ConsentStep, effectOf } from './effects.ts';
import { languageFor } from './language.ts';
import { noticeRows } from './notice.ts';
import { outgoing } from './outgoing.ts';
import { toldWhileSilent } from './proof.ts';
import { type Reply, readReply } from './reply.ts';
import { badgeOf, silentStanding, standingOf } from './standing.ts';
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

/**
 * The changes that follow; only reads. Call it before the message is judged, with the journal as it will be once the
 * party and the chat are in it. Nothing is heard in a private chat.
 */
export function hearAnswer(
  deps: { readonly newId: () => string /** Milliseconds since the epoch. */; readonly clock: () => number },
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
  contactSpoke(draft, message);
  follow({ draft, message, settings, now: deps.clock(), newId: deps.newId }, reply, addressed);
  return draft.changes;
}

const NO_REPLY: Reply = { kind: 'nothing' };

/** One message on its way through. */
interface Hearing {
  readonly draft: Draft;
  readonly message: HeardMessage;
  readonly settings: NumberSettings;
  readonly now: number;
  readonly newId: () => string;
}

function follow(hearing: Hearing, reply: Reply, addressed: Addressed): void {
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
      if (isAnswer(addressed)) chooseLanguage(hearing, reply.language);
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

/** Only the contact's own renewed consent reverses a refusal, and a suppression with it. */
function agree(hearing: Hearing): void {
  const { draft, message, settings } = hearing;
  const { party, envelope } = message;
  const suppressed = party.state === 'suppressed';
  if (party.answer === 'agreed' && !suppressed) return;
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

/** A refusal or a withdrawal; what it does follows the legal basis. A second one changes nothing. */
function refuse(hearing: Hearing, step: Extract<ConsentStep, 'refused' | 'withdrawn'>): void {
  const { draft, message, settings } = hearing;
  const { party, chat, envelope } = message;
  if (party.answer === 'refused') return;
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
  const quiet = !settings.armed || draft.journal.self.get('outreach') !== undefined || party.person === null;
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
function isWord({ content }: Decoded): boolean {
  switch (content.kind) {
    case 'edit':
    case 'revoke':
    case 'reaction':
    case 'poll-vote':
    case 'encrypted':
    case 'system':
    case 'call':
    case 'nothing':
      return false;
    default:
      return true;
  }
}
