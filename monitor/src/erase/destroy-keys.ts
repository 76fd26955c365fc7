/** Destroys every key of those who go whole, at once; what they were known by is kept as marks, so that they are not met as new. */
import {
  aliases,
  type BlindIndexer,
  corrections,
  type ErasedMark,
  type Erasure,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Scope,
  type Vault,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';
import { correctionPlace } from '../person/correction-view.ts';
import { openNames } from '../person/label.ts';
import { nameMark } from '../person/resolve.ts';
import { hasObjected } from './has-objected.ts';
import { lateChatsOf } from './late-chats.ts';
import { type RecordOnce, recordOnce } from './record-once.ts';

export type DestroyKeys = RecordOnce & FindMarks & { readonly vault: Pick<Vault, 'shred'> };

/**
 * Nothing of theirs opens any more when it resolves, on no disk and in no memory. Of a part of someone no key goes; that
 * it went is kept beside the keys, so that an older backup, restored, does not bring it back.
 */
export async function destroyKeys(deps: DestroyKeys, erasure: Erasure): Promise<void> {
  const { id, whole } = erasure;
  const marks: ErasedMark[] = [];
  for (const person of whole) {
    marks.push(...(await marksOf(deps, [person], (await hasObjected(deps, erasure, person)) ? 'objected' : 'erased')));
  }
  if (whole.length > 0) {
    await recordOnce(deps, erasure, 'keys-destroyed', { persons: whole.length, marks: marks.length });
  }
  const scopes = await partsOf(deps, erasure);
  await deps.vault.shred(whole, marks, scopes.length > 0 ? { erasure: id, scopes } : undefined);
}

/** What goes although its keys stay. What became too old is found again by its policy. */
async function partsOf(deps: DestroyKeys, { scope, whole, source, repeats }: Erasure): Promise<readonly Scope[]> {
  if (source === 'retention') return [];
  // Noted when it went first.
  if (repeats !== undefined) return [];
  if (scope.kind !== 'person') return [scope];
  return (await lateChatsOf(deps, whole)).map((conversation) => ({ kind: 'conversation', conversation }));
}

export interface FindMarks {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
}

/** One for each identifier: phone, WhatsApp's own, names in exports; and for each name that is known of them, on each of their numbers. */
export async function marksOf(
  deps: FindMarks,
  whole: readonly PersonId[],
  kind: ErasedMark['kind'],
): Promise<readonly ErasedMark[]> {
  const marks: ErasedMark[] = [];
  for (const person of whole) {
    const known = everyPage((after) =>
      deps.records.find(aliases, { index: 'byPerson', equals: { person }, limit: 500, ...after }),
    );
    for await (const { doc } of known) marks.push({ alias: doc.id, kind });
    const doc = (await deps.records.get(persons, person))?.doc;
    if (!doc) continue;
    const names = await knownNames(deps, doc);
    const onNumbers = doc.numbers.flatMap((number) => names.map((name) => nameMark(deps.blind, number, name)));
    for (const alias of new Set(onNumbers)) marks.push({ alias, kind });
  }
  return marks;
}

/** What opens: the name that was seen first, and those they asked to be corrected to, which others may call them by since. */
async function knownNames({ records, vault }: FindMarks, person: Person): Promise<readonly string[]> {
  const { name } = await openNames(vault, person);
  const names = name === null ? [] : [name];
  const asked = everyPage((after) =>
    records.find(corrections, { index: 'byPerson', equals: { person: person.id }, limit: 200, ...after }),
  );
  for await (const { doc } of asked) {
    if (doc.field !== 'name') continue;
    const opened = await openText(vault, correctionPlace(doc.id), doc.sealedText);
    if (opened.kind === 'text' && opened.text !== '') names.push(opened.text);
  }
  return names;
}
