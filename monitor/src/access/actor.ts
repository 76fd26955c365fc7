/** Who acts: a signed-in user, a person about their own data, the operator at the command line, or the program itself. */
import type { NumberId, PersonId, Role, UserId } from '@atalaia/storage';

export interface UserActor {
  readonly kind: 'user';
  readonly id: UserId;
  readonly roles: readonly Role[];
  /** The numbers this user may see; null = all. */
  readonly numbers: readonly NumberId[] | null;
  readonly rights: readonly ('export' | 'erase')[];
}

/** Whose data it is: at the portal with link and code, or in their own chat. They act on nobody else's. */
export interface PersonActor {
  readonly kind: 'person';
  readonly id: PersonId;
}

export type Actor =
  | UserActor
  | PersonActor
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'system' };

/** The actor as audit entries name it. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.id}`;
    case 'person':
      return `person:${actor.id}`;
    case 'operator':
      return `operator:${actor.name}`;
    case 'system':
      return 'system';
  }
}
