/** Keyed hashes by which sealed things are found again: the same words give the same hash, and only here. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { BlindIndex } from './ids.ts';
import type { KeyRing } from './key-ring.ts';
import { lru } from './lru.ts';
import { type BlindIndexer, type BlindPurpose, blindPurposes } from './seal.ts';

/** Words of a language repeat: most tokens of a chat are found among the last ones hashed. */
const cachedTokens = 65_536;

/** One secret per purpose, from the key store. Longest part: 65,536 bytes of UTF-8 and more, no limit. */
export async function openBlindIndexer(ring: KeyRing): Promise<BlindIndexer> {
  const secrets = new Map<BlindPurpose, KeyObject>();
  for (const purpose of blindPurposes) {
    const key = await ring.keyOf(`secret:blind-${purpose}`);
    if (key?.secret === undefined) throw new Error('The key store has lost a secret of the blind index.');
    secrets.set(purpose, key.secret);
  }
  const tokens = lru<string, BlindIndex>(cachedTokens);

  function hash(purpose: BlindPurpose, parts: readonly string[]): BlindIndex {
    const hmac = createHmac('sha256', secrets.get(purpose) as KeyObject);
    return hmac.update(joined(parts)).digest('base64url') as BlindIndex;
  }

  return {
    of(purpose, ...parts) {
      const [word, ...more] = parts;
      if (purpose !== 'token' || word === undefined || more.length > 0) return hash(purpose, parts);
      let token = tokens.get(word);
      if (token === undefined) {
        token = hash(purpose, parts);
        tokens.set(word, token);
      }
      return token;
    },
  };
}

/**
 * Each part after its length, so that no two lists of parts give the same bytes. Lengths and text are in UTF-16
 * units: in UTF-8, two broken surrogates would read the same.
 */
export function joined(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${part.length}:${part}`).join(''), 'utf16le');
}
