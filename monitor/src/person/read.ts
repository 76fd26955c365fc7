/** Opens one person: how they stand, what they were told and answered, their conversations, who they may be. Recorded before it is shown. */
import {
  aliases,
  type Conversation,
  conversations,
  type Doubt,
  type NumberId,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { type Authorized, maySee } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { DoubtView, PersonDetail } from '../api/person-views.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from './actor-name.ts';
import { doubtsOf, sameHuman } from './doubt.ts';
import { findPerson } from './find.ts';
import { personView } from './label.ts';
import { refuseShut } from './refuse-shut.ts';
import { timelineOf } from './timeline.ts';

export interface ReadPerson {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
}

/** @throws Problem `not-found` for a person of other numbers; `person-locked`, `person-restricted` while they are being erased. */
export async function readPerson(
  deps: ReadPerson,
  authorized: Authorized<'person:read'>,
  input: { readonly id: string },
): Promise<PersonDetail> {
  const { doc: person } = await findPerson(deps, authorized, input.id);
  await refuseShut(deps, authorized.actor, [person.id]);
  const numbers = (await visibleNumbers(deps, authorized, undefined)).filter((one) => person.numbers.includes(one));
  const doubts = await doubtsOf(deps, person.id);
  const ids = [person.id, ...sameHuman(person.id, doubts)];
  const timeline = await timelineOf(deps, ids, authorized);
  const viewOf = numberViews(deps);
  const detail: PersonDetail = {
    ...personView(person, null),
    numbers: await Promise.all(numbers.map(viewOf)),
    metAt: person.createdAt,
    knownBy: await identifiersOf(deps, person.id),
    conversations: await Promise.all(
      (await conversationsOf(deps, ids, numbers)).map(async ({ id, number, group, messages, lastAt }) => ({
        id,
        number: await viewOf(number),
        group,
        messages,
        lastAt,
      })),
    ),
    timeline: [...timeline.rows],
    timelineMore: timeline.more,
    doubts: await showDoubts(deps, authorized, person, doubts),
  };
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'person-read',
    subject: person.id,
    detail: { rows: detail.timeline.length, conversations: detail.conversations.length },
  });
  return detail;
}

async function identifiersOf(deps: Pick<ReadPerson, 'records'>, person: PersonId): Promise<PersonDetail['knownBy']> {
  const found = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000 });
  return [...new Set(found.items.map(({ doc }) => doc.kind))];
}

async function conversationsOf(
  deps: Pick<ReadPerson, 'records'>,
  contact: readonly PersonId[],
  number: readonly NumberId[],
): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact, number }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}

async function showDoubts(
  deps: Pick<ReadPerson, 'records' | 'vault'>,
  { numbers }: Authorized<'person:read'>,
  person: Person,
  doubts: readonly Doubt[],
): Promise<DoubtView[]> {
  const nameOf = actorNames(deps);
  const shown: DoubtView[] = [];
  for (const { id, state, one, other, raisedAt, settledBy, settledAt, number } of doubts) {
    const second = (await deps.records.get(persons, one === person.id ? other : one))?.doc;
    if (!second || !maySee({ numbers }, number)) continue;
    const by = settledBy === null ? null : await nameOf(settledBy);
    shown.push({ id, state, person: personView(second, null), raisedAt, settledBy: by, settledAt });
  }
  return shown;
}
