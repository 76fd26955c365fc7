/** Takes the names of those who are being erased out of the titles of groups: these are the company's, and no person's key seals them. */
import {
  type Conversation,
  conversations,
  type Erasure,
  type NumberId,
  numbers as numbersOf,
  persons,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { companyKey } from '../company-key.ts';
import { maskFor } from '../conversation/mask.ts';
import { amendNumber } from '../number/amend.ts';
import { allowedGroupsOf, withGroups } from '../number/capture-settings.ts';
import { openText } from '../open-text.ts';
import { openNames } from '../person/label.ts';
import { hideNames } from './hide-names.ts';
import { phoningOf } from './naming.ts';
import { conversationsOn } from './what-goes.ts';

export interface ForgetTitles {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf'>;
}

/** On all their numbers, before their keys go, for their names are needed. Doing it again changes nothing. */
export async function forgetTitles(
  deps: ForgetTitles,
  { whole, numbers }: Pick<Erasure, 'whole' | 'numbers'>,
): Promise<void> {
  if (whole.length === 0) return;
  const withoutThem = await hidingOf(deps, whole);
  for await (const chat of conversationsOn(deps, numbers)) {
    if (chat.sealedTitle !== undefined) await retitle(deps, chat, withoutThem);
  }
  for (const number of numbers) await renameGroups(deps, number, withoutThem);
}

/** Whether there is such a title: copies of it in earlier backups open. */
export async function areInTitles(
  deps: ForgetTitles,
  { whole, numbers }: Pick<Erasure, 'whole' | 'numbers'>,
): Promise<boolean> {
  if (whole.length === 0) return false;
  const withoutThem = await hidingOf(deps, whole);
  for await (const { id, sealedTitle } of conversationsOn(deps, numbers)) {
    const opened = await openText(deps.vault, placeOf(conversations, id, 'sealedTitle'), sealedTitle);
    if (opened.kind === 'text' && withoutThem(opened.text) !== undefined) return true;
  }
  for (const number of numbers) if (await areGroupsNamed(deps, number, withoutThem)) return true;
  return false;
}

/** The title as it may stay; undefined where it does not speak of them. */
type Hide = (title: string) => string | undefined;

async function hidingOf(deps: ForgetTitles, whole: Erasure['whole']): Promise<Hide> {
  const holdsPhone = await phoningOf(deps, whole);
  const names: string[] = [];
  for (const id of whole) {
    const person = (await deps.records.get(persons, id))?.doc;
    const name = person && (await openNames(deps.vault, person)).name;
    if (name != null) names.push(name);
  }
  const withoutNames = hideNames(names);
  const numbersHidden = maskFor([]);
  return (title) => {
    const nameless = withoutNames(title);
    const hidden = holdsPhone(nameless) ? numbersHidden.hide(nameless) : nameless;
    const stays = holdsPhone(hidden) ? '' : hidden;
    return stays === title ? undefined : stays;
  };
}

async function retitle(deps: ForgetTitles, { id }: Conversation, hide: Hide): Promise<void> {
  const place = placeOf(conversations, id, 'sealedTitle');
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found) return;
    const { sealedTitle, ...rest } = found.doc;
    const opened = await openText(deps.vault, place, sealedTitle);
    const title = opened.kind === 'text' ? hide(opened.text) : undefined;
    if (title === undefined) return;
    const stays = title === '' ? rest : { ...rest, sealedTitle: (await companyKey(deps.vault)).seal(place, title) };
    if ((await deps.records.replace(conversations, found.version, stays)) === 'replaced') return;
  }
}

/** The same titles stand with the number, in the list of groups that it may capture. */
async function renameGroups(deps: ForgetTitles, id: NumberId, hide: Hide): Promise<void> {
  if (!(await areGroupsNamed(deps, id, hide))) return;
  await amendNumber(deps, id, async (number) => {
    const groups = await allowedGroupsOf(deps.vault, number);
    const hidden = groups.map((group) => ({ ...group, subject: hide(group.subject) ?? group.subject }));
    return withGroups(deps.vault, number, hidden);
  });
}

async function areGroupsNamed(deps: ForgetTitles, id: NumberId, hide: Hide): Promise<boolean> {
  const number = (await deps.records.get(numbersOf, id))?.doc;
  const groups = number ? await allowedGroupsOf(deps.vault, number) : [];
  return groups.some(({ subject }) => hide(subject) !== undefined);
}
