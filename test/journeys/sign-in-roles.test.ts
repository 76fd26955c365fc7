/** The permission table: who never sees content, and whose numbers are whose. */
import type { NumberId, Role, UserId } from '@atalaia/storage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { authorize, may, type Permission, permissions } from '../../monitor/src/access/permissions.ts';
import { Problem } from '../../monitor/src/problem.ts';

const content: readonly Permission[] = [
  'alert:list',
  'alert:read',
  'alert:decide',
  'conversation:read',
  'person:list',
  'person:reveal',
  'person:export',
  'person:erase',
  'archive:search',
];
const user = (roles: readonly Role[], numbers: readonly NumberId[] | null = null): Actor => ({
  kind: 'user',
  id: 'uma-pessoa-qualquer' as UserId,
  roles,
  numbers,
  rights: ['export', 'erase'],
});

describe('permissions', () => {
  it.each(['administrator', 'auditor', 'agent'] as const)('an %s never sees what others wrote', (role) => {
    for (const permission of content) expect(may(user([role]), permission), permission).toBe(false);
  });

  it('to export and to erase must besides be granted by name', () => {
    for (const permission of ['person:export', 'person:erase'] as const) {
      expect(may({ ...user(['dpo']), rights: [] } as Actor, permission)).toBe(false);
      expect(may(user(['dpo']), permission)).toBe(true);
      expect(may(user(['manager']), permission)).toBe(false);
    }
  });

  it('the program itself asks for nothing', () => {
    for (const permission of permissions) expect(may({ kind: 'system' }, permission)).toBe(false);
  });

  it('a number that is not theirs answers as one that does not exist, whatever the act', () => {
    const number = fc.stringMatching(/^[a-z]{16}$/).map((text) => text as NumberId);
    fc.assert(
      fc.property(fc.constantFrom(...permissions), fc.array(number), number, (permission, own, asked) => {
        const actor = user(['manager', 'dpo'], own);
        if (!may(actor, permission)) return;
        if (own.includes(asked)) expect(authorize(actor, permission, asked).numbers).toEqual(own);
        else expect(codeOf(() => authorize(actor, permission, asked))).toBe('not-found');
      }),
    );
  });
});

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.code : 'fault';
  }
}
