/** How a person appears on screens: a short pseudonym, and name and phone only while they are revealed. */
import { createHash } from 'node:crypto';
import { type ConversationId, type Person, type PersonId, persons, placeOf, type Vault } from '@atalaia/storage';
import type { PersonView } from '../api/views.ts';
import { openText } from '../open-text.ts';

/** Letters and digits that nobody mixes up when read aloud or written by hand. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 4;

/** What a person is called and reached by; null where unknown, damaged, or where the key was destroyed. */
export interface PersonNames {
  readonly name: string | null;
  readonly phone: string | null;
}

/** Four characters that stay with the person, or the group: enough to tell them apart on one screen, too few to identify anybody. */
export function personCode(id: PersonId | ConversationId): string {
  const digest = createHash('sha256').update(id).digest();
  return Array.from({ length: codeLength }, (_, k) => alphabet[(digest[k] ?? 0) % alphabet.length]).join('');
}

/** The person as shown: masked unless `revealed` holds their names. */
export function personView(person: Person, revealed: PersonNames | null): PersonView {
  return {
    id: person.id,
    code: personCode(person.id),
    role: person.role,
    notice: person.state === 'active' ? person.notice : person.state,
    name: revealed?.name ?? null,
    phone: revealed?.phone ?? null,
  };
}

/** Opens name and phone. Opening is no disclosure yet: callers mask with it, or show it to whom it was revealed. */
export async function openNames(vault: Pick<Vault, 'openText'>, person: Person): Promise<PersonNames> {
  const open = async (field: 'sealedName' | 'sealedPhone') => {
    const opened = await openText(vault, placeOf(persons, person.id, field), person[field]);
    return opened.kind === 'text' && opened.text !== '' ? opened.text : null;
  };
  return { name: await open('sealedName'), phone: await open('sealedPhone') };
}
