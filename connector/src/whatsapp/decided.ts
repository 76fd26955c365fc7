/**
 * What humans decided about a person, as changes of the journal: in force from the next message on. What the journal
 * knows already is no change: everything decided is told again whenever a number is opened.
 */
import type { JournalChange, Person, PersonId } from '@atalaia/storage';
import { type PartyStanding, stricter } from '../consent/stricter.ts';
import type { Journal } from '../journal/journal.ts';
import type { Party } from '../journal/rows.ts';
import type { EnteredAnswer, KnownPerson } from '../persons.ts';

/** Everybody this number met as this person gets the state, and so does who may be them. */
export function standAs(
  journal: Journal,
  person: PersonId,
  state: Person['state'],
  parties = everyParty(journal),
): readonly JournalChange[] {
  return parties.flatMap((party) => {
    const changed: Party = {
      ...party,
      state: party.person === person ? state : party.state,
      perhaps: party.perhaps.map((other) => (other.person === person ? { ...other, state } : other)),
    };
    const isNews =
      changed.state !== party.state || party.perhaps.some((other) => other.person === person && other.state !== state);
    return isNews ? [journal.party.put(changed)] : [];
  });
}

/** The other's refusals and restrictions hold for everybody whom this number met as this person, until it is settled. */
export function doubtAbout(
  journal: Journal,
  person: PersonId,
  other: KnownPerson,
  parties = everyParty(journal),
): readonly JournalChange[] {
  return parties.flatMap((party) => {
    if (party.person !== person) return [];
    const known = party.perhaps.find((one) => one.person === other.person);
    if (known?.state === other.state && known.notice === other.notice) return [];
    const others = party.perhaps.filter((one) => one.person !== other.person);
    return [journal.party.put({ ...party, perhaps: [...others, other] })];
  });
}

/**
 * `same`: `other` is `one` from now on, under the stricter standing of both. Once nobody here is `other` any more, the
 * answers given since then stand.
 */
export function settleDoubtOf(
  journal: Journal,
  one: PersonId,
  other: PersonId,
  answer: 'same' | 'different',
  parties = everyParty(journal),
): readonly JournalChange[] {
  const concerned = parties.filter(({ person }) => person === one || person === other);
  const ids = new Set(concerned.map(({ id }) => id));
  const isBetween = ({ person }: KnownPerson) => person === one || person === other;
  const isOpen = (party: Party) =>
    (answer === 'same' && party.person === other) ||
    party.perhaps.some(isBetween) ||
    (party.doubts ?? []).some((doubt) => ids.has(doubt.party) && (answer === 'same' || doubt.state === 'open'));
  if (!concerned.some(isOpen)) return [];
  const joins = answer === 'same' && concerned.some(({ person }) => person === other);
  const strictest = joins
    ? concerned.reduce<PartyStanding | undefined>((all, each) => stricter(all ?? each, each), undefined)
    : undefined;
  // A number that met only the other one: whoever it meets as `one` later is led to them, with all that they refused.
  const [lead] = journal.alias.get(`person:${one}`) === undefined ? concerned : [];
  const led = answer === 'same' && lead !== undefined ? [journal.alias.put(`person:${one}`, lead.id)] : [];
  const changes = concerned.flatMap((party) => {
    const settled: Party = {
      ...party,
      perhaps: party.perhaps.filter((known) => !isBetween(known)),
      doubts: (party.doubts ?? []).flatMap((doubt) => {
        if (!ids.has(doubt.party)) return [doubt];
        return answer === 'same' ? [] : [{ ...doubt, state: 'different' as const }];
      }),
    };
    if (answer === 'different') return [journal.party.put(settled)];
    const moved = party.person === other ? conversationAnew(journal, party) : [];
    return [journal.party.put({ ...settled, ...strictest, person: one }), ...moved];
  });
  return [...led, ...changes];
}

/** A consent or refusal given elsewhere, for everybody whom this number met as this person. */
export function answerElsewhere(
  journal: Journal,
  person: PersonId,
  given: EnteredAnswer,
  parties = everyParty(journal),
): readonly JournalChange[] {
  return parties.flatMap((party) => {
    const answered = party.person === person ? withAnswer(party, given) : party;
    return answered === party ? [] : [journal.party.put(answered)];
  });
}

/**
 * The same party where the chat has a later word, or the same: what the contact said there after that stands. Only
 * consent that they gave later than a refusal reverses it.
 */
export function withAnswer<P extends Party>(party: P, { answer, at }: EnteredAnswer): P {
  const answeredT = Math.floor(at / 1000);
  if (party.answeredT !== null && party.answeredT >= answeredT) return party;
  return { ...party, answer, answeredT, renewed: answer === 'agreed' && party.answer === 'refused' };
}

/** Their chat belongs to another conversation now: the drain asks which. */
function conversationAnew(journal: Journal, party: Party): readonly JournalChange[] {
  const chat = journal.chat.get(party.id);
  return chat === undefined ? [] : [journal.chat.put({ ...chat, conversation: null })];
}

const pageOfParties = 10_000;

/** Reads and unpacks every party there is: whoever decides much at once does it once. */
export function everyParty(journal: Pick<Journal, 'party'>): readonly Party[] {
  const parties: Party[] = [];
  for (let from: number | undefined; ; ) {
    const page = journal.party.list(pageOfParties, from);
    parties.push(...page.map(({ row }) => row));
    const last = page.at(-1);
    if (last === undefined || page.length < pageOfParties) return parties;
    from = last.order + 1;
  }
}
