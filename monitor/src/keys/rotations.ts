/** Rotates the master key while everything goes on; what a stop interrupted goes on at the next start. */
import type { Storage } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { masterKeySubject } from './kit-standing.ts';

export interface RotationsDeps {
  readonly rotation: Storage['rotation'];
  readonly audit: Audit;
  readonly reportFault: (fault: unknown) => void;
}

export interface Rotations extends AsyncDisposable {
  /** Resolves with the number of keys re-wrapped when the old master key is destroyed; undefined if the program stops first. */
  rotate(authorized: Authorized<'keys:keep'>, onStep: (done: number) => void): Promise<number | undefined>;
}

/** At start an interrupted rotation goes on by itself. */
export function openRotations({ rotation, audit, reportFault }: RotationsDeps): Rotations {
  const stopping = new AbortController();

  async function run(actor: Actor, onStep: (done: number) => void): Promise<number | undefined> {
    const act = { chain: 'company', actor, act: 'master-key-rotated', subject: masterKeySubject } as const;
    await audit.record({ ...act, detail: { stage: 'begun' } });
    const done = await rotation.run(stopping.signal, onStep);
    if (done === undefined) return undefined;
    await audit.record({ ...act, detail: { stage: 'ended', keys: done } });
    return done;
  }

  const resumed = rotation.underWay()
    ? run({ kind: 'system' }, () => undefined).catch(reportFault)
    : Promise.resolve(undefined);
  let running: Promise<unknown> = resumed;
  return {
    rotate(authorized, onStep) {
      const rotated = run(authorized.actor, onStep);
      running = rotated.catch(() => undefined);
      return rotated;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all([resumed, running]);
    },
  };
}
