/** Tells the connector who somebody on WhatsApp is: a person known from other numbers or imports, or a new one; in doubt, who else it may be. */
import type { Met, WhatsAppSighting } from '@atalaia/connector';
import { type Person, type PersonId, persons, type Records } from '@atalaia/storage';
import { type Phone, phoneOf } from '../number/phone.ts';
import { openDoubts, type RaiseDoubt, raiseDoubt } from '../person/doubt.ts';
import { type ResolveDeps, resolvePerson, type Sighting } from '../person/resolve.ts';

export type MeetPerson = ResolveDeps & RaiseDoubt & { readonly records: Pick<Records, 'find' | 'get'> };

/** LID first, phone second; never merges two. Whoever may be the same human becomes a question to the dpo. */
export async function meetPerson(deps: MeetPerson, sighting: WhatsAppSighting): Promise<Met> {
  const { person, perhaps } = await resolvePerson(deps, sightingOf(sighting));
  for (const other of perhaps) {
    // Should they be one, the one who was met first goes on.
    const [first, second] = other.createdAt <= person.createdAt ? [other, person] : [person, other];
    await raiseDoubt(deps, sighting.number, first.id, second.id, deps.clock());
  }
  const doubted = await openDoubts(deps, person.id);
  const others = await Promise.all(doubted.map((other) => standingOf(deps, other)));
  return { person: person.id, state: person.state, perhaps: others.flatMap((other) => other ?? []) };
}

function sightingOf({ number, lid, phone, pushName }: WhatsAppSighting): Sighting {
  if (lid === null && phone === null) throw new RangeError('Somebody without any identifier cannot be met.');
  const known = phone === null ? undefined : asPhone(phone);
  return {
    number,
    source: 'whatsapp',
    role: 'contact',
    notice: 'unknown',
    ...(lid !== null && { lid }),
    ...(known && { phone: known }),
    ...(pushName !== null && pushName.trim() !== '' && { name: pushName.toWellFormed() }),
    nameScopes: [],
  };
}

/** WhatsApp knows numbers that no numbering plan lists: they are taken as they are. */
function asPhone(e164: string): Phone {
  return phoneOf(e164) ?? { e164, country: undefined, otherForm: undefined, withoutNinthDigit: undefined };
}

async function standingOf(deps: { readonly records: Pick<Records, 'get'> }, id: PersonId) {
  const found: Person | undefined = (await deps.records.get(persons, id))?.doc;
  return found && { person: found.id, state: found.state, notice: found.notice };
}
