/** The one thing that an erasure or a hold is about. */
import type { Scope } from '@atalaia/storage';

/** Its id: by it the trail finds everything done about it. */
export function subjectOf(scope: Scope): string {
  switch (scope.kind) {
    case 'person':
      return scope.person;
    case 'message':
    case 'file':
      return scope.message;
    case 'conversation':
      return scope.conversation;
    case 'number':
    case 'period':
      return scope.number;
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}
