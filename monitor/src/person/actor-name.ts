/** What a user, the operator or the program is called where screens say who did something. */
import {
  type PersonId,
  placeOf,
  type Records,
  type SealedField,
  type User,
  type UserId,
  users,
  type Vault,
} from '@atalaia/storage';
import type { ActorKind } from '../api/rights-views.ts';
import { personCode } from './label.ts';

/** Answers the names of actors, each looked up once. For users the name, else the e-mail; for persons their pseudonym; else the reference itself. */
export function actorNames(deps: {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}): (actor: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (actor) => {
    const name = known.get(actor) ?? nameOf(deps, actor);
    known.set(actor, name);
    return name;
  };
}

/** What kind of actor a reference names (`actorRef`). */
export function kindOfActor(actor: string): ActorKind {
  const [kind] = actor.split(':', 1);
  return kind === 'user' || kind === 'person' || kind === 'operator' ? kind : 'system';
}

async function nameOf(deps: Parameters<typeof actorNames>[0], actor: string): Promise<string> {
  const [kind, id] = actor.split(':', 2);
  if (kind === 'operator' && id) return id;
  if (kind === 'person' && id) return personCode(id as PersonId);
  if (kind !== 'user' || !id) return actor;
  const user = (await deps.records.get(users, id as UserId))?.doc;
  if (!user) return actor;
  const place = (field: SealedField<User>) => placeOf(users, user.id, field);
  const name = user.sealedName && (await deps.vault.openText(place('sealedName'), user.sealedName));
  return name ?? (await deps.vault.openText(place('sealedEmail'), user.sealedEmail)) ?? actor;
}
