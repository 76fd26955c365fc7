/** Parts that are being erased, such as one conversation: until they are gone, or the erasure is undone, nobody is shown them. */
import { erasures, type Message, type Records, type Scope } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** Of whole persons `refuseLocked` tells. Few erasures are under way at any time, so they are looked up anew. */
export interface ClosedParts {
  /** Whether the words of the message, and its file, are closed. */
  holds(message: Message): boolean;
  /** Whether its file is. */
  holdsFile(message: Message): boolean;
}

export async function closedParts(deps: { readonly records: Pick<Records, 'find'> }): Promise<ClosedParts> {
  const scopes: Scope[] = [];
  const state = ['confirmed', 'answered', 'shredded'] as const;
  const open = everyPage((after) =>
    deps.records.find(erasures, { index: 'byState', equals: { state }, limit: 100, ...after }),
  );
  for await (const { doc } of open) if (doc.scope.kind !== 'person') scopes.push(doc.scope);
  return {
    holds: (message) => scopes.some((scope) => scope.kind !== 'file' && covers(scope, message)),
    holdsFile: (message) => scopes.some((scope) => covers(scope, message)),
  };
}

function covers(scope: Scope, message: Message): boolean {
  switch (scope.kind) {
    case 'person':
      return false;
    case 'message':
    case 'file':
      return message.id === scope.message || message.target === scope.message;
    case 'conversation':
      return message.conversation === scope.conversation;
    case 'number':
      return message.number === scope.number;
    case 'period':
      return message.number === scope.number && message.at < scope.until && message.at >= (scope.from ?? message.at);
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}
