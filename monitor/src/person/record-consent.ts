/** Adds to a person's timeline what happened between them and the notice, with the exact words as proof, and brings their badge up to it. */
import type { Recorded } from '@atalaia/connector';
import {
  type BlindIndex,
  type BlindIndexer,
  type ConsentEvent,
  consents,
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
  if (event.event === 'agreed') await unsuppress(deps, person);
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

/** Who objected and was erased stays suppressed until they agree anew themselves, in the chat; this was it. */
async function unsuppress(deps: Pick<RecordConsent, 'records'>, id: PersonId): Promise<void> {
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (found?.doc.state !== 'suppressed') return;
    const free: Person = { ...found.doc, state: 'active' };
    if ((await deps.records.replace(persons, found.version, free)) === 'replaced') return;
  }
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
