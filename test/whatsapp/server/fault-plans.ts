/** Keeps what trouble is set for whom: a device obeys its own plan and, unless it is the phone, its account's. */
import type { AccountState, DeviceState } from './accounts.ts';
import type { Refusal } from './close-codes.ts';
import type { Random } from './random.ts';
import type { Chances } from './types.ts';

/** What is set for one device or account. */
export interface Plan {
  chances: Chances;
  corrupt: number;
  duplicate: number;
  lose: number;
  deaf: boolean;
  frozen: boolean;
  backlogCut: { readonly receipts?: number } | undefined;
  withheld: Array<() => void> | undefined;
  loginRefusal: { readonly code: Refusal; times: number } | undefined;
}

export interface Plans {
  /** The plan of an account or device, empty at first. */
  of(holder: DeviceState | AccountState): Plan;
  obeyedBy(device: DeviceState): readonly Plan[];
  /** Uses up one of the strikes set for the next messages; false when none is left. */
  spend(device: DeviceState, kind: 'corrupt' | 'duplicate' | 'lose'): boolean;
  /** Throws the dice; answers the chances that struck. */
  happens(device: DeviceState, kind: 'loss' | 'duplication' | 'delay'): Chances | undefined;
  /** Drops every plan; answers them, and the devices that were under one. */
  clear(): { readonly dropped: readonly Plan[]; readonly devices: readonly DeviceState[] };
}

export function createPlans(random: Random): Plans {
  const plans = new Map<DeviceState | AccountState, Plan>();
  const obeyedBy = (device: DeviceState): readonly Plan[] =>
    [plans.get(device), device.id === 0 ? undefined : plans.get(device.account)].filter((plan) => plan !== undefined);
  return {
    obeyedBy,
    of: (holder) => {
      const plan = plans.get(holder) ?? noPlan();
      plans.set(holder, plan);
      return plan;
    },
    spend: (device, kind) => {
      const plan = obeyedBy(device).find((candidate) => candidate[kind] > 0);
      if (plan !== undefined) plan[kind] -= 1;
      return plan !== undefined;
    },
    happens: (device, kind) =>
      obeyedBy(device)
        .map(({ chances }) => chances)
        .find((chances) => (chances[kind] ?? 0) > 0 && random() < (chances[kind] ?? 0)),
    clear: () => {
      const dropped = [...plans.values()];
      const devices = [...plans.keys()].flatMap((holder) =>
        'devices' in holder ? [...holder.devices.values()] : [holder],
      );
      plans.clear();
      return { dropped, devices };
    },
  };
}

function noPlan(): Plan {
  return {
    chances: {},
    corrupt: 0,
    duplicate: 0,
    lose: 0,
    deaf: false,
    frozen: false,
    backlogCut: undefined,
    withheld: undefined,
    loginRefusal: undefined,
  };
}
