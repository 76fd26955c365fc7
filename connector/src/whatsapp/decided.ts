/** What humans decided about a person, as changes of the journal: in force from the next message on. */
import type { JournalChange, Person, PersonId } from '@atalaia/storage';
import type { Journal } from '../journal/journal.ts';
import type { Party } from '../journal/rows.ts';

/** Everybody this number met as this person gets the state, and so does who may be them. */
export function standAs(journal: Journal, person: PersonId, state: Person['state']): readonly JournalChange[] {
  return everyParty(journal).flatMap((party) => {
    const changed: Party = {
      ...party,
      state: party.person === person ? state : party.state,
      perhaps: party.perhaps.map((other) => (other.person === person ? { ...other, state } : other)),
    };
    return party.person === person || party.perhaps.some((other) => other.person === person)
      ? [journal.party.put(changed)]
      : [];
  });
}

/** `same`: `other` is `one` from now on, under the stricter standing of both. */
export function settleDoubtOf(
  journal: Journal,
  one: PersonId,
  other: PersonId,
  answer: 'same' | 'different',
): readonly JournalChange[] {
  const concerned = everyParty(journal).filter(({ person }) => person === one || person === other);
  const ids = new Set(concerned.map(({ id }) => id));
  const strictest = concerned.reduce<Pick<Party, 'state' | 'answer' | 'answeredT'> | undefined>(stricter, undefined);
  return concerned.flatMap((party) => {
    const settled: Party = {
      ...party,
      perhaps: party.perhaps.filter(({ person }) => person !== one && person !== other),
      doubts: (party.doubts ?? []).flatMap((doubt) => {
        if (!ids.has(doubt.party)) return [doubt];
        return answer === 'same' ? [] : [{ ...doubt, state: 'different' as const }];
      }),
    };
    if (answer === 'different') return [journal.party.put(settled)];
    const moved = party.person === other ? conversationAnew(journal, party) : [];
    return [journal.party.put({ ...settled, ...strictest, person: one }), ...moved];
  });
}

/**
 * A consent or refusal given elsewhere at `at` (milliseconds). What the contact said in the chat after that stands:
 * only consent that they gave later than a refusal reverses it.
 */
export function answerElsewhere(
  journal: Journal,
  person: PersonId,
  answer: 'agreed' | 'refused',
  at: number,
): readonly JournalChange[] {
  const answeredT = Math.floor(at / 1000);
  return everyParty(journal).flatMap((party) => {
    if (party.person !== person || (party.answeredT !== null && party.answeredT >= answeredT)) return [];
    const renewed = answer === 'agreed' && party.answer === 'refused';
    return [journal.party.put({ ...party, answer, answeredT, renewed })];
  });
}

/** From the mildest to the strictest. */
const states = ['active', 'excluded', 'restricted', 'suppressed', 'locked'] as const;
const answers = ['agreed', 'none', 'refused'] as const;

function stricter(
  before: Pick<Party, 'state' | 'answer' | 'answeredT'> | undefined,
  { state, answer, answeredT }: Party,
): Pick<Party, 'state' | 'answer' | 'answeredT'> {
  if (before === undefined) return { state, answer, answeredT };
  const byAnswer = answers.indexOf(answer) > answers.indexOf(before.answer) ? { answer, answeredT } : before;
  return {
    state: states.indexOf(state) > states.indexOf(before.state) ? state : before.state,
    answer: byAnswer.answer,
    answeredT: byAnswer.answeredT,
  };
}

/** Their chat belongs to another conversation now: the drain asks which. */
function conversationAnew(journal: Journal, party: Party): readonly JournalChange[] {
  const chat = journal.chat.get(party.id);
  return chat === undefined ? [] : [journal.chat.put({ ...chat, conversation: null })];
}

const pageOfParties = 10_000;

function everyParty(journal: Journal): readonly Party[] {
  const parties: Party[] = [];
  for (let from: number | undefined; ; ) {
    const page = journal.party.list(pageOfParties, from);
    parties.push(...page.map(({ row }) => row));
    const last = page.at(-1);
    if (last === undefined || page.length < pageOfParties) return parties;
    from = last.order + 1;
  }
}
