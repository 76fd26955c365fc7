/** Everything held about one person on one page, beside identity, consent and conversations. Recorded before it is shown. */
import {
  type Alert,
  alerts,
  aliases,
  type Clock,
  type ConversationId,
  erasures,
  exportFiles,
  type Language,
  type MonitoredNumber,
  numbers,
  type Person,
  type PersonId,
  persons,
  type Records,
  requests,
  type Signer,
  users,
  type Vault,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { ErasureView, ExportView, HoldView, PersonRights, RequestRow, ShareView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { erasureViews } from '../erase/view.ts';
import { everyPage } from '../every-page.ts';
import { exportView } from '../export/view.ts';
import { holdsAgainst } from '../hold/against.ts';
import { holdViews } from '../hold/view.ts';
import { numberViews } from '../number/view.ts';
import { requestViews } from '../request/view.ts';
import { policyOf } from '../retention/policy.ts';
import type { RunningRules } from '../rule/running.ts';
import { sharesOf, shareView } from '../share/state.ts';
import { actorNames } from './actor-name.ts';
import { correctionsOf, correctionViews } from './correction-view.ts';
import { findPerson } from './find.ts';
import { heldCounts } from './held-counts.ts';
import { humanOf } from './human.ts';
import { personView } from './label.ts';
import { languageOfHuman } from './language.ts';
import { looksOf } from './looks.ts';
import { refuseLocked } from './refuse-locked.ts';

export interface ReadRights {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly signer: Pick<Signer, 'fingerprint'>;
  readonly rules: Pick<RunningRules, 'view'>;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Origin of the portal; null without one. */
  readonly portalAddress: string | null;
}

/** LGPD art. 18 I, II, VII; GDPR art. 15. @throws Problem `not-found`; `about-yourself`; `person-locked` */
export async function readRights(
  deps: ReadRights,
  authorized: Authorized<'right:read'>,
  input: { readonly id: string },
): Promise<PersonRights> {
  const { doc: person } = await findPerson(deps, authorized, input.id);
  const human = await humanOf(deps, person.id);
  await refuseAboutSelf(deps, authorized.actor, human);
  await refuseLocked(deps, human);
  await deps.audit.record({ chain: 'company', actor: authorized.actor, act: 'rights-read', subject: person.id });
  const docs = await documentsOf(deps, human);
  const known = await numbersOf(deps, authorized, docs);
  const counted = await heldCounts(deps, human, null);
  return {
    person: personView(person, null),
    sameHuman: docs.filter(({ id }) => id !== person.id).map((one) => personView(one, null)),
    bases: await basesOf(deps, known),
    sources: await sourcesOf(deps, human),
    held: counted.held,
    alerts: await alertsOf(deps, authorized, human, counted.conversations),
    ...(await looksOf(deps, human)),
    corrections: await Promise.all((await correctionsOf(deps, human)).map(correctionViews(deps))),
    requests: await requestsOf(deps, human),
    holds: await holdsOf(deps, person.id, human),
    exports: await exportsOf(deps, human),
    shares: await linksOf(deps, human),
    erasures: await erasuresOf(deps, human),
    retainedUntil: counted.oldest === null ? null : await retainedUntil(deps, known, counted.oldest),
    language: await languageOfHuman(deps, human, person.numbers[0] ?? null),
    portal: deps.portalAddress !== null,
  };
}

async function documentsOf(deps: ReadRights, human: readonly PersonId[]): Promise<readonly Person[]> {
  const found = await Promise.all(human.map((id) => deps.records.get(persons, id)));
  return found.flatMap((one) => (one ? [one.doc] : []));
}

async function numbersOf(
  deps: ReadRights,
  authorized: Authorized<'right:read'>,
  docs: readonly Person[],
): Promise<readonly MonitoredNumber[]> {
  const ids = [...new Set(docs.flatMap((one) => one.numbers))].filter((id) => maySee(authorized, id));
  const found = await Promise.all(ids.map((id) => deps.records.get(numbers, id)));
  return found.flatMap((one) => (one ? [one.doc] : []));
}

async function basesOf(deps: ReadRights, known: readonly MonitoredNumber[]): Promise<PersonRights['bases']> {
  const viewOf = numberViews(deps);
  return Promise.all(
    known.map(async ({ id, basis, capture }) => ({
      number: await viewOf(id),
      basis,
      purposes: [...(capture?.purposes ?? [])],
    })),
  );
}

/** By what was known of them first: each identifier says where it came from. */
async function sourcesOf(deps: ReadRights, person: readonly PersonId[]): Promise<PersonRights['sources']> {
  const found = await deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000 });
  return [...new Set(found.items.map(({ doc }) => doc.source))];
}

/** Those in their own chats, and in groups those about them. */
async function alertsOf(
  deps: ReadRights,
  authorized: Authorized<'right:read'>,
  human: readonly PersonId[],
  chats: readonly ConversationId[],
): Promise<PersonRights['alerts']> {
  const language = await languageOf(deps, authorized);
  const shown: PersonRights['alerts'] = [];
  for await (const alert of alertsIn(deps, chats)) {
    const { id, severity, state, rule, version, lastAt, person, number } = alert;
    if (person === null || !human.includes(person) || !maySee(authorized, number)) continue;
    const { title } = await deps.rules.view(rule, version);
    shown.push({ id, severity, state, rule: title[language], lastAt });
  }
  return shown.toSorted((a, b) => b.lastAt - a.lastAt);
}

async function* alertsIn(deps: ReadRights, chats: readonly ConversationId[]): AsyncGenerator<Alert> {
  for (const conversation of chats) {
    const every = everyPage((after) =>
      deps.records.find(alerts, { index: 'byConversation', equals: { conversation }, limit: 200, ...after }),
    );
    for await (const { doc } of every) yield doc;
  }
}

/** In which the reader's screen speaks. */
async function languageOf(deps: ReadRights, { actor }: Authorized<'right:read'>): Promise<Language> {
  const user = actor.kind === 'user' ? (await deps.records.get(users, actor.id))?.doc : undefined;
  return user?.language ?? 'pt-BR';
}

async function requestsOf(deps: ReadRights, person: readonly PersonId[]): Promise<RequestRow[]> {
  const found = await deps.records.find(requests, {
    index: 'byPerson',
    equals: { person },
    order: 'descending',
    limit: 200,
  });
  return Promise.all(found.items.map(({ doc }) => doc).map(requestViews(deps)));
}

async function holdsOf(deps: ReadRights, person: PersonId, human: readonly PersonId[]): Promise<HoldView[]> {
  const against = await holdsAgainst(deps, { kind: 'person', person }, human);
  return Promise.all(against.map(holdViews(deps)));
}

async function exportsOf(deps: ReadRights, person: readonly PersonId[]): Promise<ExportView[]> {
  const found = await deps.records.find(exportFiles, {
    index: 'byPerson',
    equals: { person },
    order: 'descending',
    limit: 50,
  });
  return Promise.all(found.items.map(({ doc }) => exportView(deps, doc)));
}

async function linksOf(deps: ReadRights, human: readonly PersonId[]): Promise<ShareView[]> {
  const nameOf = actorNames(deps);
  const links = (await sharesOf(deps, human)).toSorted((a, b) => b.createdAt - a.createdAt);
  return Promise.all(links.map((share) => shareView(share, deps.clock(), nameOf)));
}

async function erasuresOf(deps: ReadRights, human: readonly PersonId[]): Promise<ErasureView[]> {
  const viewOf = erasureViews(deps);
  const shown: ErasureView[] = [];
  const every = everyPage((after) =>
    deps.records.find(erasures, { index: 'byConfirmation', order: 'descending', limit: 200, ...after }),
  );
  for await (const { doc } of every) {
    if (human.some((id) => doc.persons.includes(id))) shown.push(await viewOf(doc));
  }
  return shown;
}

/** When the last of the numbers' periods ends for the oldest that is kept. */
async function retainedUntil(
  deps: ReadRights,
  known: readonly MonitoredNumber[],
  oldest: number,
): Promise<number | null> {
  const ends: number[] = [];
  for (const number of known) {
    const { months } = await policyOf(deps, number);
    if (months === null) return null;
    const begun = Temporal.Instant.fromEpochMilliseconds(oldest).toZonedDateTimeISO(number.zone);
    ends.push(begun.add({ months }).epochMilliseconds);
  }
  return ends.length === 0 ? null : Math.max(...ends);
}
