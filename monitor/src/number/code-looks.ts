/** Remembers who was shown the code of the pairing under way, so that each person's look is recorded once, not at every refresh. */
import type { NumberId } from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';

export interface CodeLooks {
  /** A new pairing: nobody has seen its codes. */
  begin(number: NumberId): void;
  isFirst(number: NumberId, actor: Actor): boolean;
}

export function openCodeLooks(): CodeLooks {
  const seen = new Map<NumberId, Set<string>>();
  return {
    begin: (number) => void seen.set(number, new Set()),
    isFirst(number, actor) {
      const actors = seen.get(number) ?? new Set();
      seen.set(number, actors);
      const first = !actors.has(actorRef(actor));
      actors.add(actorRef(actor));
      return first;
    },
  };
}
