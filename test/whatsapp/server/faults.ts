/** Trouble on purpose: what is lost, doubled, delayed, damaged or refused, and for whom. */
import type { AccountState, DeviceState } from './accounts.ts';
import { endWith, type Refusal, refusalAfter } from './close-codes.ts';
import type { Random } from './random.ts';
import type { AckError, Chances, Faults, Target } from './types.ts';

export interface Fate {
  readonly lost: boolean;
  readonly corrupt: boolean;
  readonly copies: number;
  readonly delayMs: number;
}

/** What the rest of the server asks before it acts. */
export interface FaultState extends Faults {
  fateOf(device: DeviceState, isMessage: boolean): Fate;
  isDeaf(device: DeviceState): boolean;
  takeBacklogCut(device: DeviceState): { readonly receipts?: number } | undefined;
  /** The code with which this login is refused, if it is. */
  takeLoginRefusal(device: DeviceState): Refusal | undefined;
  /** The error with which this message is refused, if it is. */
  takeAckError(sender: DeviceState, recipient: AccountState | undefined): AckError | undefined;
  /** Runs `send` now, or at `releaseAcks` while acks are withheld. */
  ack(device: DeviceState, send: () => void): void;
  later(act: () => void, delayMs: number): void;
  stop(): void;
}

interface RefusedSends {
  readonly account: AccountState;
  readonly error: AckError;
  readonly to: AccountState | undefined;
  times: number;
}

/** What is set for one device. */
interface Plan {
  chances: Chances;
  corrupt: number;
  duplicate: number;
  lose: number;
  deaf: boolean;
  backlogCut: { readonly receipts?: number } | undefined;
  withheld: Array<() => void> | undefined;
  loginRefusal: { readonly code: Refusal; times: number } | undefined;
}

export interface FaultParts {
  readonly seed: number;
  readonly random: Random;
  readonly state: { account(target: Target): AccountState; device(target: Target): DeviceState | undefined };
  /** Hands over what waited while the device was deaf. */
  readonly resume: (device: DeviceState) => void;
  readonly unlink: (device: DeviceState) => void;
}

export function createFaults({ seed, random, state, resume, unlink }: FaultParts): FaultState {
  const plans = new Map<DeviceState | AccountState, Plan>();
  const timers = new Set<NodeJS.Timeout>();
  const renamed = new Set<AccountState>();
  let refusedSends: RefusedSends[] = [];

  const planOf = (holder: DeviceState | AccountState): Plan => {
    const plan = plans.get(holder) ?? noPlan();
    plans.set(holder, plan);
    return plan;
  };
  /** A device obeys its own plan and, unless it is the phone, its account's. */
  const plansFor = (device: DeviceState): readonly Plan[] =>
    [plans.get(device), device.id === 0 ? undefined : plans.get(device.account)].filter((plan) => plan !== undefined);
  const targets = (target: Target): readonly DeviceState[] => {
    const device = state.device(target);
    if (device !== undefined) return [device];
    return [...state.account(target).devices.values()].filter(({ id }) => id !== 0);
  };
  const each = (target: Target, act: (device: DeviceState) => void) => {
    for (const device of targets(target)) act(device);
  };
  const change = (target: Target, edit: (plan: Plan) => void) =>
    edit(planOf(state.device(target) ?? state.account(target)));
  const spend = (device: DeviceState, kind: 'corrupt' | 'duplicate' | 'lose'): boolean => {
    const plan = plansFor(device).find((candidate) => candidate[kind] > 0);
    if (plan !== undefined) plan[kind] -= 1;
    return plan !== undefined;
  };
  const happens = (device: DeviceState, kind: 'loss' | 'duplication' | 'delay'): Chances | undefined =>
    plansFor(device)
      .map(({ chances }) => chances)
      .find((chances) => (chances[kind] ?? 0) > 0 && random() < (chances[kind] ?? 0));
  const releaseAcks = (plan: Plan) => {
    const withheld = plan.withheld ?? [];
    plan.withheld = undefined;
    for (const send of withheld) send();
  };

  return {
    seed,
    chances: (target, chances) => change(target, (plan) => Object.assign(plan, { chances })),
    corruptNext: (target) => change(target, (plan) => Object.assign(plan, { corrupt: plan.corrupt + 1 })),
    duplicateNext: (target) => change(target, (plan) => Object.assign(plan, { duplicate: plan.duplicate + 1 })),
    loseNext: (target) => change(target, (plan) => Object.assign(plan, { lose: plan.lose + 1 })),
    cut: (target) => each(target, ({ link }) => link?.cut()),
    cutBeforeMarker: (target, options = {}) => change(target, (plan) => Object.assign(plan, { backlogCut: options })),
    freeze: (target) => each(target, ({ link }) => link?.freeze()),
    thaw: (target) => each(target, ({ link }) => link?.thaw()),
    deafen: (target) => change(target, (plan) => Object.assign(plan, { deaf: true })),
    hear: (target) => {
      change(target, (plan) => Object.assign(plan, { deaf: false }));
      each(target, resume);
    },
    withholdAcks: (target) => change(target, (plan) => Object.assign(plan, { withheld: plan.withheld ?? [] })),
    releaseAcks: (target) => change(target, releaseAcks),
    nameBeside: (account, whose) => {
      const named = state.account(account);
      named.beside = whose === 'nobody' ? whose : state.account(whose);
      renamed.add(named);
    },
    refuse: (target, error, rule = {}) => {
      const to = rule.to === undefined ? undefined : state.account(rule.to);
      refusedSends.push({ account: state.account(target), error, to, times: rule.times ?? Number.POSITIVE_INFINITY });
    },
    refuseLogin: (target, code, rule = {}) =>
      change(target, (plan) =>
        Object.assign(plan, { loginRefusal: { code, times: rule.times ?? Number.POSITIVE_INFINITY } }),
      ),
    close: (target, code) => {
      const refusal = refusalAfter(code);
      each(target, (device) => {
        if (refusal !== undefined) planOf(device).loginRefusal = { code: refusal, times: Number.POSITIVE_INFINITY };
        if (code === 401) unlink(device);
        else if (device.link !== undefined) endWith(device.link, code);
      });
    },
    clear: () => {
      const known = [...plans.values()];
      const deaf = [...plans.keys()].flatMap((holder) =>
        'devices' in holder ? [...holder.devices.values()] : [holder],
      );
      plans.clear();
      refusedSends = [];
      for (const account of renamed) account.beside = undefined;
      for (const plan of known) releaseAcks(plan);
      for (const device of deaf) {
        device.link?.thaw();
        resume(device);
      }
    },
    fateOf: (device, isMessage) => ({
      lost: (isMessage && spend(device, 'lose')) || happens(device, 'loss') !== undefined,
      corrupt: isMessage && spend(device, 'corrupt'),
      copies: (isMessage && spend(device, 'duplicate')) || happens(device, 'duplication') !== undefined ? 2 : 1,
      delayMs: happens(device, 'delay')?.delayMs ?? 0,
    }),
    isDeaf: (device) => plansFor(device).some(({ deaf }) => deaf),
    takeBacklogCut: (device) => {
      const plan = plansFor(device).find(({ backlogCut }) => backlogCut !== undefined);
      const cut = plan?.backlogCut;
      if (plan !== undefined) plan.backlogCut = undefined;
      return cut;
    },
    takeLoginRefusal: (device) => {
      const refusal = plansFor(device).find(({ loginRefusal }) => (loginRefusal?.times ?? 0) > 0)?.loginRefusal;
      if (refusal !== undefined) refusal.times -= 1;
      return refusal?.code;
    },
    takeAckError: (sender, recipient) => {
      const rule = refusedSends.find(
        ({ account, to, times }) => account === sender.account && times > 0 && (to === undefined || to === recipient),
      );
      if (rule !== undefined) rule.times -= 1;
      return rule?.error;
    },
    ack: (device, send) => {
      const withheld = plansFor(device).find((plan) => plan.withheld !== undefined)?.withheld;
      if (withheld === undefined) send();
      else withheld.push(send);
    },
    later: (act, delayMs) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, delayMs);
      timers.add(timer);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
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
    backlogCut: undefined,
    withheld: undefined,
    loginRefusal: undefined,
  };
}
