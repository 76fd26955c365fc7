/** The recovery kit: what has to lie in a safe, so that the keys open on another machine; and the proof that it is enough. */

import { isWrappedBy } from './key-ring.ts';
import { isWholeMasterKey, type MasterKeyChoice, masterKeyText, readMasterKey } from './master-key.ts';
import type { Keys } from './ports.ts';

export interface Recovery {
  /** With `file` the master key itself, in 64 hexadecimal digits; with `passphrase` what it is derived from besides. */
  readonly kind: MasterKeyChoice['kind'];
  secret(): string;
  /**
   * Whether this is enough to open every key here; of a passphrase's kit, together with the passphrase. `torn`: it is no
   * whole secret; `other`: it is one, of other keys, or was copied with a mistake.
   */
  opens(secret: string): Promise<'opens' | 'torn' | 'other'>;
}

export function openRecovery(deps: {
  readonly keys: Pick<Keys, 'ofOwner'>;
  readonly keysDir: string;
  readonly choice: MasterKeyChoice;
}): Recovery {
  return {
    kind: deps.choice.kind,
    secret: () => masterKeyText(deps.keysDir, deps.choice).trim(),
    async opens(secret) {
      if (!isWholeMasterKey(secret, deps.choice)) return 'torn';
      const opened = await readMasterKey('the recovery kit', secret, deps.choice);
      if (opened.kind !== 'opened') return 'other';
      const every = await deps.keys.ofOwner('intermediate');
      return every.every((key) => isWrappedBy(opened.key, key)) ? 'opens' : 'other';
    },
  };
}
