/** Trouble on purpose: what is lost, doubled, delayed, damaged or refused, and for whom. */
import type { AccountState, DeviceState } from './accounts.ts';
import { endWith, type Refusal, refusalAfter } from './close-codes.ts';
import { createPlans, type Plan } from './fault-plans.ts';
import type { Random } from './random.ts';
import type { AckError, Faults, Target } from './types.ts';

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
  /** True while the account may open no chats: some message of it would be refused with 463. */
  isRestricted(account: AccountState): boolean;
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

export interface FaultParts {
  readonly seed: number;
  readonly random: Random;
  readonly state: { account(target: Target): AccountState; device(target: Target): DeviceState | undefined };
  /** Hands over what waited while the device was deaf. */
  readonly resume: (device: DeviceState) => void;
  readonly unlink: (device: DeviceState) => void;
}

export function createFaults({ seed, random, state, resume, unlink }: FaultParts): FaultState {
  const plans = createPlans(random);
  const timers = new Set<NodeJS.Timeout>();
  const renamed = new Set<AccountState>();
  let refusedSends: RefusedSends[] = [];

  const targets = (target: Target): readonly DeviceState[] => {
    const device = state.device(target);
    if (device !== undefined) return [device];
    return [...state.account(target).devices.values()].filter(({ id }) => id !== 0);
  };
  const each = (target: Target, act: (device: DeviceState) => void) => {
    for (const device of targets(target)) act(device);
  };
  const change = (target: Target, edit: (plan: Plan) => void) =>
    edit(plans.of(state.device(target) ?? state.account(target)));
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
    cut: (target) => each(target, ({ line }) => line?.cut()),
    cutBeforeMarker: (target, options = {}) => change(target, (plan) => Object.assign(plan, { backlogCut: options })),
    freeze: (target) => {
      change(target, (plan) => Object.assign(plan, { frozen: true }));
      each(target, ({ line }) => line?.freeze());
    },
    thaw: (target) => {
      change(target, (plan) => Object.assign(plan, { frozen: false }));
      each(target, ({ line }) => line?.thaw());
    },
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
        if (refusal !== undefined) plans.of(device).loginRefusal = { code: refusal, times: Number.POSITIVE_INFINITY };
        if (code === 401) unlink(device);
        else if (device.line !== undefined) endWith(device.line, code);
      });
    },
    clear: () => {
      const { dropped, devices } = plans.clear();
      refusedSends = [];
      for (const account of renamed) account.beside = undefined;
      for (const plan of dropped) releaseAcks(plan);
      for (const device of devices) {
        device.line?.thaw();
        resume(device);
      }
    },
    fateOf: (device, isMessage) => ({
      lost: (isMessage && plans.spend(device, 'lose')) || plans.happens(device, 'loss') !== undefined,
      corrupt: isMessage && plans.spend(device, 'corrupt'),
      copies:
        (isMessage && plans.spend(device, 'duplicate')) || plans.happens(device, 'duplication') !== undefined ? 2 : 1,
      delayMs: plans.happens(device, 'delay')?.delayMs ?? 0,
    }),
    isDeaf: (device) => plans.obeyedBy(device).some(({ deaf }) => deaf),
    takeBacklogCut: (device) => {
      const plan = plans.obeyedBy(device).find(({ backlogCut }) => backlogCut !== undefined);
      const cut = plan?.backlogCut;
      if (plan !== undefined) plan.backlogCut = undefined;
      return cut;
    },
    takeLoginRefusal: (device) => {
      const refusal = plans.obeyedBy(device).find(({ loginRefusal }) => (loginRefusal?.times ?? 0) > 0)?.loginRefusal;
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
    isRestricted: (restricted) =>
      refusedSends.some(({ account, error, times }) => account === restricted && error === 463 && times > 0),
    ack: (device, send) => {
      const withheld = plans.obeyedBy(device).find((plan) => plan.withheld !== undefined)?.withheld;
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
