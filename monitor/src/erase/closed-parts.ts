/** Parts that are being erased, such as one conversation: until they are gone, or the erasure is undone, nobody is shown them. */
import type { Message, PersonId, Records } from '@atalaia/storage';
import { isWithin, type Reach } from '../scope/reach.ts';
import { erasuresUnderWay } from './not-ended.ts';

/** Of whole persons `refuseLocked` tells. Few erasures are under way at any time, so they are looked up anew. */
export interface ClosedParts {
  /** Whether the words of the message, and its file, are closed. */
  holds(message: Message): boolean;
  /** Whether its file is. */
  holdsFile(message: Message): boolean;
}

/** A part is told by what it is, not by who is in it. */
const nobody: ReadonlySet<PersonId> = new Set();

/** As they are now: ask anew for each page that is shown. */
export async function closedParts(deps: { readonly records: Pick<Records, 'find'> }): Promise<ClosedParts> {
  const reaches: Reach[] = [];
  for await (const { scope, source } of erasuresUnderWay(deps)) {
    // A policy leaves what is held of its period, and has no undo window.
    if (scope.kind !== 'person' && source !== 'retention') reaches.push({ scope, persons: nobody });
  }
  return {
    holds: (message) => reaches.some((reach) => reach.scope.kind !== 'file' && isWithin(message, null, reach)),
    holdsFile: (message) => reaches.some((reach) => isWithin(message, null, reach)),
  };
}
