/** Who may do what: the one permission table. */
import type { NumberId, Role } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import type { Actor } from './actor.ts';

/**
 * Acts and the roles that may do them. Administrators and auditors never see content; `right` names a right that
 * must besides have been granted to the person by name (LGPD art. 46: access only for those who need it).
 */
const table = {
  'alert:list': { roles: ['manager', 'dpo'] },
  'alert:read': { roles: ['manager', 'dpo'] },
  'alert:decide': { roles: ['manager', 'dpo'] },
  'conversation:read': { roles: ['manager', 'dpo'] },
  'person:list': { roles: ['manager', 'dpo'] },
  'person:read': { roles: ['manager', 'dpo'] },
  'person:reveal': { roles: ['manager', 'dpo'] },
  'person:exclude': { roles: ['manager', 'dpo'] },
  // Whose consent counts, and whether two are one human, is the dpo's to answer for.
  'consent:enter': { roles: ['dpo'] },
  'doubt:settle': { roles: ['dpo'] },
  'person:export': { roles: ['dpo'], right: 'export' },
  'person:erase': { roles: ['dpo'], right: 'erase' },
  'right:read': { roles: ['dpo'] },
  'person:restrict': { roles: ['dpo'] },
  'person:correct': { roles: ['dpo'] },
  'request:list': { roles: ['dpo'] },
  'request:answer': { roles: ['dpo'] },
  'rights-policy:set': { roles: ['dpo'], allNumbers: true },
  'share:make': { roles: ['dpo'], right: 'export' },
  'erasure:list': { roles: ['dpo', 'auditor'] },
  'hold:list': { roles: ['manager', 'dpo', 'auditor'] },
  'hold:place': { roles: ['manager', 'dpo'] },
  'hold:lift': { roles: ['dpo'] },
  'retention:list': { roles: ['administrator', 'manager', 'dpo', 'auditor'] },
  'retention:set': { roles: ['dpo'] },
  // Everything at once: only for those who answer for the whole company.
  'company:export': { roles: ['dpo'], right: 'export', allNumbers: true },
  'company:close': { roles: ['dpo'], right: 'erase', allNumbers: true },
  'archive:search': { roles: ['manager', 'dpo'] },
  'import:run': { roles: ['administrator', 'manager', 'dpo'] },
  'import:list': { roles: ['administrator', 'manager', 'dpo', 'auditor'] },
  'rule:list': { roles: ['administrator', 'manager', 'dpo', 'auditor'] },
  'term:change': { roles: ['manager', 'dpo'] },
  // Rules and the budget hold for the whole company: not for managers who answer for some numbers only.
  'rule:change': { roles: ['manager', 'dpo'], allNumbers: true },
  'budget:change': { roles: ['manager', 'dpo'], allNumbers: true },
  'replay:run': { roles: ['manager', 'dpo'] },
  // What rules for dpos only found (LGPD art. 5 II, sensitive data).
  'reserved:see': { roles: ['dpo'] },
  'user:list': { roles: ['administrator', 'auditor'] },
  'user:change': { roles: ['administrator'] },
  'number:list': { roles: ['administrator', 'manager', 'dpo', 'auditor'] },
  'number:change': { roles: ['administrator'] },
  // Hours decide what an alert is: who answers for the rules and who sets up the number may both set them.
  'calendar:change': { roles: ['administrator', 'dpo'] },
  // Linking is technical; what is kept of whom, and when it begins, is the dpo's to answer for (LGPD art. 41).
  'number:link': { roles: ['administrator'] },
  'number:set-up': { roles: ['dpo'] },
  'number:arm': { roles: ['dpo'] },
  'notice:draft': { roles: ['manager', 'dpo'] },
  'notice:approve': { roles: ['dpo'] },
  'roster:list': { roles: ['manager', 'dpo'] },
  'roster:change': { roles: ['manager', 'dpo'] },
  'system-alert:list': { roles: ['administrator', 'manager', 'dpo'] },
  'system-alert:close': { roles: ['administrator', 'manager', 'dpo'] },
  // Objections and requests concern a person's rights.
  'person-question:list': { roles: ['manager', 'dpo'] },
  'person-question:close': { roles: ['dpo'] },
  'backup:make': { roles: ['administrator'] },
  'keys:keep': { roles: ['administrator'] },
  'audit:read': { roles: ['auditor', 'dpo'] },
} as const satisfies Record<string, Rule>;

interface Rule {
  readonly roles: readonly Role[];
  readonly right?: 'export' | 'erase';
  /** Only for those who are not limited to some numbers. */
  readonly allNumbers?: true;
}

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as readonly Permission[];

declare const authorized: unique symbol;
/** Proof that authorisation was asked and given; only `authorize` makes one. */
export interface Authorized<P extends Permission> {
  readonly [authorized]: P;
  readonly actor: Actor;
  /** The numbers the act is limited to; null = all. */
  readonly numbers: readonly NumberId[] | null;
}

/** Whether the actor may do this at all (on some number). The operator at the command line owns the machine: all but what needs a named person. */
export function may(actor: Actor, permission: Permission): boolean {
  const rule: Rule = table[permission];
  switch (actor.kind) {
    case 'system':
    // A person acts through a link of their own, or their own chat, never by a role.
    case 'person':
      return false;
    case 'operator':
      return true;
    case 'user':
      return (
        rule.roles.some((role) => actor.roles.includes(role)) &&
        (!rule.right || actor.rights.includes(rule.right)) &&
        (!rule.allNumbers || actor.numbers === null)
      );
  }
}

/**
 * The right to do `permission`, on `number` if one is named.
 * @throws Problem `not-permitted` if the role does not allow it; `not-found` if the number is not theirs, so that ids of others tell nothing.
 */
export function authorize<P extends Permission>(actor: Actor, permission: P, number?: NumberId): Authorized<P> {
  if (!may(actor, permission)) {
    throw new Problem('not-permitted', 'Your role does not allow this. Ask the administrator if you need it.');
  }
  const numbers = actor.kind === 'user' ? actor.numbers : null;
  if (number !== undefined && !maySee({ numbers }, number)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return { actor, numbers } as Authorized<P>;
}

/** Whether the number is among those that someone, or an act of theirs, is limited to; null = all. */
export function maySee({ numbers }: { readonly numbers: readonly NumberId[] | null }, number: NumberId): boolean {
  return numbers === null || numbers.includes(number);
}
