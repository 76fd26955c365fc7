/** Counts what an erasure would take, and what would stay and why. Nothing is opened but the names that are looked for. */
import {
  alerts,
  auditEntries,
  type ConversationId,
  consents,
  conversations,
  exportFiles,
  type PersonId,
  type Records,
  requests,
  type Scope,
} from '@atalaia/storage';
import type { ErasurePreview } from '../api/rights-views.ts';
import { aboutAnother } from '../conversation/aftermath.ts';
import { inBatches } from '../every-page.ts';
import { countKeptBefore, evidenceIn } from './evidence.ts';
import { goesWith } from './goes-with.ts';
import { type CountMentions, countMentions } from './mentions.ts';
import { conversationsOn, type Going, type What, whatGoes } from './what-goes.ts';

export type ScopeCounts = Pick<ErasurePreview, 'goes' | 'aftermath' | 'stays'>;

export type CountScope = CountMentions & { readonly records: Pick<Records, 'get' | 'find' | 'count'> };

const atOnce = 500;

/** Takes a while for a million messages; other work goes on. */
export async function countScope(deps: CountScope, what: What): Promise<ScopeCounts> {
  const { scope, whole } = what;
  const goes = { messages: 0, files: 0, conversations: 0, consents: 0, requests: 0, exports: 0 };
  const stays = { evidence: 0, mentions: 0, alerts: 0, auditEntries: 0 };
  const tally = { goes, aftermath: 0 };
  for await (const _ of evidenceIn(deps, counted(whatGoes(deps, what), tally))) stays.evidence += 1;
  stays.evidence += await countKeptBefore(deps, whole);
  for await (const batch of inBatches(chatsOf(deps, scope, whole), atOnce)) {
    goes.conversations += batch.length;
    await countAround(deps, batch, stays);
  }
  for (let from = 0; from < whole.length; from += atOnce) {
    const person = whole.slice(from, from + atOnce);
    goes.consents += await allOf(deps.records.count(consents, { index: 'byPerson', equals: { person } }));
    goes.requests += await allOf(deps.records.count(requests, { index: 'byPerson', equals: { person } }));
    goes.exports += await allOf(deps.records.count(exportFiles, { index: 'byPerson', equals: { person } }));
    stays.auditEntries += await allOf(
      deps.records.count(auditEntries, { index: 'bySubject', equals: { subject: person } }),
    );
  }
  if (scope.kind === 'person') stays.mentions = await countMentions(deps, whole, (id) => goesWith(deps, whole, id));
  return { ...tally, stays };
}

async function* counted(
  found: AsyncIterable<Going>,
  tally: { readonly goes: ScopeCounts['goes']; aftermath: number },
): AsyncGenerator<Going> {
  for await (const one of found) {
    const { message, fate } = one;
    if (fate === 'goes') tally.goes.messages += 1;
    if (fate === 'goes' && aboutAnother.has(message.kind)) tally.aftermath += 1;
    if (fate !== 'loses-author' && message.media !== undefined) tally.goes.files += 1;
    yield one;
  }
}

/** Conversations that go as a whole. */
async function* chatsOf(
  deps: Pick<CountScope, 'records'>,
  scope: Scope,
  whole: readonly PersonId[],
): AsyncGenerator<ConversationId> {
  if (scope.kind === 'conversation') yield scope.conversation;
  if (scope.kind === 'number') for await (const { id } of conversationsOn(deps, [scope.number])) yield id;
  if (scope.kind !== 'person') return;
  for (const contact of whole) {
    const page = await deps.records.find(conversations, { index: 'byContact', equals: { contact }, limit: 1000 });
    for (const { doc } of page.items) yield doc.id;
  }
}

async function countAround(
  deps: Pick<CountScope, 'records'>,
  conversation: readonly ConversationId[],
  stays: ScopeCounts['stays'],
): Promise<void> {
  stays.alerts += await allOf(deps.records.count(alerts, { index: 'byConversation', equals: { conversation } }));
  stays.auditEntries += await allOf(
    deps.records.count(auditEntries, { index: 'bySubject', equals: { subject: conversation } }),
  );
}

async function allOf(counting: Promise<ReadonlyMap<string, number>>): Promise<number> {
  return (await counting).get('all') ?? 0;
}
