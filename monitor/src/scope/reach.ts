/** How far a scope reaches: everybody it names, and which messages lie in it. */
import type { Message, PersonId, Records, Scope } from '@atalaia/storage';
import { humanOf } from '../person/human.ts';

/** A scope, and of a person every document that is this same human. */
export interface Reach {
  readonly scope: Scope;
  readonly persons: ReadonlySet<PersonId>;
}

/** Instants in milliseconds: `from` inclusive, `before` exclusive; absent = open. */
export interface Range {
  readonly from?: number;
  readonly before?: number;
}

/** A scope with everybody it names. */
export async function reachOf(deps: { readonly records: Pick<Records, 'find'> }, scope: Scope): Promise<Reach> {
  return { scope, persons: new Set(scope.kind === 'person' ? await humanOf(deps, scope.person) : []) };
}

/** Whether the message lies in it. `contact`: of its conversation, if that is 1:1. */
export function isWithin(message: Message, contact: PersonId | null, { scope, persons }: Reach): boolean {
  switch (scope.kind) {
    case 'person':
      return [message.author, contact].some((one) => one !== null && persons.has(one));
    case 'message':
    case 'file':
      return message.id === scope.message || message.target === scope.message;
    case 'conversation':
      return message.conversation === scope.conversation;
    case 'number':
    case 'period':
      return message.number === scope.number && isIn(rangeOf(scope), message.at);
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

/** When it begins and ends on its number. */
export function rangeOf(scope: Extract<Scope, { kind: 'number' | 'period' }>): Range {
  if (scope.kind === 'number') return {};
  return { ...(scope.from === null ? {} : { from: scope.from }), before: scope.until };
}

function isIn({ from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY }: Range, at: number): boolean {
  return at >= from && at < before;
}
