import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { keyMaterialIn, keyMaterialWatch } from '../key-material.ts';

/** As libsignal's session record prints itself. */
const session = {
  registrationId: 1234,
  currentRatchet: {
    ephemeralKeyPair: { pubKey: Buffer.alloc(33, 5), privKey: Buffer.alloc(32, 7) },
    rootKey: Buffer.alloc(32, 9),
  },
};

describe('the suite', () => {
  it('notices a session that is printed', () => {
    expect(keyMaterialIn(`Closing session: ${inspect(session)}`)).toBeDefined();
    expect(keyMaterialIn(inspect(session))).toBeDefined();
    expect(keyMaterialIn(inspect(new Uint8Array(32)))).toBeDefined();
    expect(keyMaterialIn(JSON.stringify({ privKey: 'AAAA' }))).toBeDefined();
  });

  it('notices one that is cut at any place', () => {
    const text = inspect(session, { depth: 5 });
    for (let cut = 0; cut <= text.length; cut++) {
      const watch = keyMaterialWatch();
      expect([watch(text.slice(0, cut)), watch(text.slice(cut))].some((found) => found !== undefined)).toBe(true);
    }
  });

  it('does not repeat the bytes', () => {
    expect(keyMaterialIn(inspect(Buffer.alloc(32, 0xab)))).not.toContain('ab');
  });

  it('is not alarmed by its own words', () => {
    expect(keyMaterialIn('✓ no privKey or rootKey reaches stdout, and mediaKey stays sealed')).toBeUndefined();
  });
});
