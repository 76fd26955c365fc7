/** Who acts: a signed-in user, the operator at the command line, or the program itself. */
import type { NumberId, Role, UserId } from '@atalaia/storage';

export interface UserActor {
  readonly kind: 'user';
  readonly id: UserId;
  readonly roles: readonly Role[];
  /** The numbers this user may see; null = all. */
  readonly numbers: readonly NumberId[] | null;
  readonly rights: readonly ('export' | 'erase')[];
}

export type Actor = UserActor | { readonly kind: 'operator'; readonly name: string } | { readonly kind: 'system' };

/** The actor as audit entries name it. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.id}`;
    case 'operator':
      return `operator:${actor.name}`;
    case 'system':
      return 'system';
  }
}
