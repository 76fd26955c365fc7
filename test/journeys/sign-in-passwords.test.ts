/** Which passwords are refused, and what is kept of one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../monitor/src/access/password.ts';
import { refuseWeakPassword } from '../../monitor/src/access/weak-password.ts';

const email = 'ana.adm@example.com';

describe('a password', () => {
  it.each([
    ['short', 'Zx9!kq7wLp'],
    ['short in characters, long in bytes', '🔐🗝️🔒🧷'],
    ['a known word with decoration', 'Senha@123456'],
    ['a known word, with an accent', 'contraseña2026!!'],
    ['a known word in leet', 'P4$$w0rd12345'],
    ['a known word twice', 'passwordpassword'],
    ['a run on the keyboard', 'qwertyuiop123'],
    ['a run of digits', '123456789012'],
    ['a run backwards', 'zyxwvutsrqponm'],
    ['few characters', 'aaaabbbbaaaabbbb'],
    ['their own address', 'ana.adm.2026!!'],
  ])('that is %s is refused', (_, password) => {
    expect(() => refuseWeakPassword(password, email)).toThrow('Choose another password');
  });

  it.each([
    ['some words', 'uma torre alta de vigia 7'],
    ['random characters', 'tR7#mK2$vX9q'],
    ['words of another alphabet', 'сторожевая башня у реки'],
    ['a sentence with a known word', 'a senha da minha rua tem gatos'],
    ['words with a short run', 'girassol abc martelo'],
  ])('of %s is accepted, without rules on kinds of characters', (_, password) => {
    expect(() => refuseWeakPassword(password, email)).not.toThrow();
  });

  it('never makes the check fail or take long, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (password) => {
        try {
          refuseWeakPassword(password, email);
        } catch (error) {
          expect(error).toMatchObject({ code: 'weak-password', pointer: '/password' });
        }
      }),
    );
  });

  it('is kept as argon2id with 19 MiB and 2 passes under a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('uma torre alta'), hashPassword('uma torre alta')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword('uma torre alta', one)).toBe(true);
    expect(await isPassword('uma torre baixa', one)).toBe(false);
  });

  it('is the same however the keyboard composes its letters', async () => {
    expect(await isPassword('café na torre'.normalize('NFD'), await hashPassword('café na torre'))).toBe(true);
  });
});
