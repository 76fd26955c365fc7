/** Tells the connector who somebody on WhatsApp is: a person known from other numbers or imports, or a new one; in doubt, who else it may be. */
import type { Met, WhatsAppSighting } from '@atalaia/connector';
import { persons, type Records } from '@atalaia/storage';
import { type Phone, phoneOf } from '../number/phone.ts';
import { openDoubts, raiseDoubt } from '../person/doubt.ts';
import { enteredAnswers } from '../person/entered-answers.ts';
import { type ResolveDeps, resolvePerson, type Sighting } from '../person/resolve.ts';
import { standingOf, type TellDoubts, tellDoubt } from '../person/tell-doubts.ts';
import type { RaiseSystemAlert } from '../system-alert/raise.ts';

export type MeetPerson = ResolveDeps &
  RaiseSystemAlert &
  TellDoubts & { readonly records: Pick<Records, 'find' | 'get'> };

/**
 * LID first, phone second; never merges two. Whoever may be the same human becomes a question to the dpo, and every
 * number that knows one of them is told at once.
 */
export async function meetPerson(deps: MeetPerson, sighting: WhatsAppSighting): Promise<Met> {
  const { person, perhaps } = await resolvePerson(deps, sightingOf(sighting));
  for (const other of perhaps) {
    // Should they be one, the one who was met first goes on.
    const [first, second] = other.createdAt <= person.createdAt ? [other, person] : [person, other];
    const open = await raiseDoubt(deps, sighting.number, first.id, second.id, deps.clock());
    if (open) await tellDoubt(deps, first.id, second.id);
  }
  const doubted = await openDoubts(deps, [person.id]);
  const others = await Promise.all(doubted.map((other) => deps.records.get(persons, other)));
  return {
    ...standingOf(person),
    perhaps: others.flatMap((other) => (other ? [standingOf(other.doc)] : [])),
    entered: await enteredAnswers(deps, sighting.number, person.id),
  };
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
