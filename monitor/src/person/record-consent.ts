/** Adds to a person's timeline what happened between them and the notice, with the exact words as proof, and brings their badge up to it. */
import type { Recorded } from '@atalaia/connector';
import {
  aliases,
  type BlindIndex,
  type BlindIndexer,
  type ConsentEvent,
  consents,
  type ErasedMark,
  type Keys,
  type NumberId,
  numbers,
  ownerOfPerson,
  type Person,
  type PersonId,
  persons,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export interface RecordConsent {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly keys: Pick<Keys, 'markOf' | 'unmark'>;
  readonly blind: BlindIndexer;
}

/** Rows are only added; telling the same event again changes nothing. Of an erased person nothing is added. */
export async function recordConsent(
  deps: RecordConsent,
  number: NumberId,
  event: Extract<Recorded, { kind: 'consent' }>,
): Promise<void> {
  const { person, conversation, at, how, notice, hash, message, text } = event;
  const id = deps.blind.of('number', 'consent', number, event.id);
  const basis = (await deps.records.get(numbers, number))?.doc.basis ?? null;
  await addConsent(
    deps,
    { id, person, number, conversation, kind: event.event, at, how, notice, hash, message, basis, by: null },
    text,
  );
  await bringBadge(deps, person, event.badge);
  if (event.event === 'agreed') await standAnew(deps, person, ['objected', 'erased']);
  else if (event.badge === 'notified') await standAnew(deps, person, ['erased']);
}

/** `words`: what was sent, or the evidence of what was given elsewhere; sealed under the person's key. */
export async function addConsent(
  deps: { readonly records: Pick<Records, 'insert'>; readonly vault: Pick<Vault, 'keyOf'> },
  row: Omit<ConsentEvent, 'sealedText'>,
  words: string | null,
): Promise<void> {
  const key = await deps.vault.keyOf(ownerOfPerson(row.person));
  if (!key) return;
  const sealedText = words === null ? undefined : key.seal(consentPlace(row.id), words.toWellFormed());
  await deps.records.insert(consents, { ...row, ...(sealedText && { sealedText }) });
}

/** Where the words of a row are sealed. */
export function consentPlace(id: BlindIndex) {
  return placeOf(consents, id, 'sealedText');
}

/**
 * Somebody who was erased is a person like any other once the notice has reached them again, and who had objected once
 * they have agreed anew themselves, in the chat; this was it. The marks go first: told again, the rest is made good.
 */
async function standAnew(
  deps: Pick<RecordConsent, 'records' | 'keys'>,
  id: PersonId,
  ended: readonly ErasedMark['kind'][],
): Promise<void> {
  const isOver = (person: Person) =>
    (person.state === 'suppressed' && ended.includes('objected')) ||
    (person.erasedBefore === true && person.state !== 'suppressed');
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (!found || !isOver(found.doc)) return;
    await unmark(deps, id, ended);
    const { erasedBefore: _, ...before } = found.doc;
    const free: Person = { ...before, state: before.state === 'suppressed' ? 'active' : before.state };
    if ((await deps.records.replace(persons, found.version, free)) === 'replaced') return;
  }
}

async function unmark(
  { records, keys }: Pick<RecordConsent, 'records' | 'keys'>,
  person: PersonId,
  ended: readonly ErasedMark['kind'][],
): Promise<void> {
  const every = everyPage((after) =>
    records.find(aliases, { index: 'byPerson', equals: { person }, limit: 1000, ...after }),
  );
  const over: BlindIndex[] = [];
  for await (const { doc } of every) {
    const mark = await keys.markOf(doc.id);
    if (mark !== undefined && ended.includes(mark)) over.push(doc.id);
  }
  if (over.length > 0) await keys.unmark(over);
}

/**
 * One badge for all numbers: a refusal on one is not covered by a notice on another. `unknown` tells nothing new: it
 * takes no badge away.
 */
export async function bringBadge(
  deps: Pick<RecordConsent, 'records'>,
  id: PersonId,
  told: Person['notice'],
): Promise<void> {
  const answers = new Set((await lastAnswers(deps, id)).values());
  const notice = answers.has('refused') ? 'refused' : answers.has('agreed') ? 'agreed' : told;
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (!found || notice === 'unknown' || found.doc.notice === notice) return;
    if ((await deps.records.replace(persons, found.version, { ...found.doc, notice })) === 'replaced') return;
  }
}

/** What the person last answered on each number. */
async function lastAnswers(
  deps: Pick<RecordConsent, 'records'>,
  person: PersonId,
): Promise<ReadonlyMap<NumberId, 'agreed' | 'refused'>> {
  const answers = new Map<NumberId, 'agreed' | 'refused'>();
  const every = everyPage((after) =>
    deps.records.find(consents, { index: 'byPerson', equals: { person }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.kind === 'agreed') answers.set(doc.number, 'agreed');
    if (doc.kind === 'refused' || doc.kind === 'withdrawn') answers.set(doc.number, 'refused');
  }
  return answers;
}
