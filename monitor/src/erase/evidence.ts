/**
 * Moves what the law lets the company keep to a key of the case: the words that alerts which nobody dismissed are
 * about, and nothing else (LGPD art. 16 I and II with art. 7 VI; GDPR art. 17 (3) b and e).
 */
import {
  type Alert,
  alerts,
  type BlindIndexer,
  type CaseId,
  type Clock,
  conversations,
  type Erasure,
  type Evidence,
  evidence,
  hits,
  type Message,
  type PersonId,
  placeOf,
  type Records,
  type StoredHit,
  type Vault,
} from '@atalaia/storage';
import { everyPage, inBatches } from '../every-page.ts';
import { openMessageText } from '../open-text.ts';
import { personCode } from '../person/label.ts';
import { putNamesIn } from '../person/name-places.ts';
import { type Going, whatGoes } from './what-goes.ts';

export interface MoveEvidence {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'count'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

/** Years after the erasure was confirmed: the longest of the usual limitations (CDC art. 27; CLT art. 11; CVM Res. 35). */
const keptYears = 5;
const batchSize = 200;

/** Durable when it answers: how many messages are kept, and under which case; null where none is. Moving again changes nothing. */
export async function moveEvidence(
  deps: MoveEvidence,
  erasure: Erasure,
): Promise<{ readonly case: CaseId | null; readonly messages: number }> {
  const id = caseOf(deps.blind, erasure);
  const until = yearsAfter(erasure.confirmedAt);
  for await (const batch of inBatches(evidenceIn(deps, whatGoes(deps, erasure)), batchSize)) {
    const key = await deps.vault.keyOf(`case:${id}`);
    if (!key) throw new Error(`The key of case ${id} was destroyed.`);
    for (const { message, alert } of batch) {
      const text = await wordsOf(deps, message);
      if (text === undefined) continue;
      const { number, from, kind, at } = message;
      const row = deps.blind.of('message', 'evidence', alert.id, message.id);
      const sealedText = key.seal(evidencePlace({ id: row }), text);
      const person = await stayingOwner(deps, erasure, message);
      const kept: Evidence = { id: row, case: id, alert: alert.id, number, from, kind, at, until, sealedText };
      await deps.records.insert(evidence, person === null ? kept : { ...kept, person });
    }
  }
  const kept = await deps.records.count(evidence, { index: 'byCase', equals: { case: id } });
  const rows = kept.get('all') ?? 0;
  return { case: rows === 0 ? null : id, messages: rows };
}

/** By this the evidence is found again, and counted, when they go whole later; null where nobody stays. */
async function stayingOwner(
  deps: Pick<MoveEvidence, 'records'>,
  { whole }: Pick<Erasure, 'whole'>,
  { conversation, author }: Message,
): Promise<PersonId | null> {
  const owner = (await deps.records.get(conversations, conversation))?.doc.contact ?? author;
  return owner === null || whole.includes(owner) ? null : owner;
}

/** Messages of theirs that earlier erasures of a part of them, or a retention policy, left as evidence. */
export async function countKeptBefore(
  deps: { readonly records: Pick<Records, 'count'> },
  whole: readonly PersonId[],
): Promise<number> {
  let messages = 0;
  for (const person of whole) {
    const kept = await deps.records.count(evidence, { index: 'byPerson', equals: { person } });
    messages += kept.get('all') ?? 0;
  }
  return messages;
}

/** Where the words of a row of evidence are sealed. */
export const evidencePlace = ({ id }: Pick<Evidence, 'id'>) => placeOf(evidence, id, 'sealedText');

/** Of these messages those that an undecided, escalated or confirmed alert is about, once for each such alert. */
export async function* evidenceIn(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  found: AsyncIterable<Going>,
): AsyncGenerator<{ readonly message: Message; readonly alert: Alert }> {
  for await (const batch of inBatches(found, batchSize)) {
    const going = new Map(
      batch.flatMap(({ message, fate }) => (fate === 'goes' ? [[message.id, message] as const] : [])),
    );
    const told = new Set<string>();
    for await (const { message: id, alert: alertId } of hitsOf(deps, [...going.keys()])) {
      const message = going.get(id);
      if (message === undefined || alertId === null || told.has(`${alertId} ${id}`)) continue;
      told.add(`${alertId} ${id}`);
      const alert = (await deps.records.get(alerts, alertId))?.doc;
      if (alert && alert.state !== 'dismissed') yield { message, alert };
    }
  }
}

/** What rules found in these messages. */
export async function* hitsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  message: readonly Message['id'][],
): AsyncGenerator<StoredHit> {
  if (message.length === 0) return;
  const every = everyPage((after) =>
    deps.records.find(hits, { index: 'byMessage', equals: { message }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) yield doc;
}

/** Undefined where there is nothing to read; names in a system line become codes: they are kept nowhere else. */
async function wordsOf(deps: Pick<MoveEvidence, 'vault'>, message: Message): Promise<string | undefined> {
  const opened = await openMessageText(deps.vault, message);
  if (opened.kind !== 'text' || opened.text === '') return undefined;
  return putNamesIn(opened.text, message.mentions, personCode);
}

/** The case of an erasure, known before anything is moved to it. */
export function caseOf(blind: BlindIndexer, { id }: Pick<Erasure, 'id'>): CaseId {
  return blind.of('message', 'case', id) as string as CaseId;
}

function yearsAfter(at: number): number {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + keptYears);
  return end.getTime();
}
