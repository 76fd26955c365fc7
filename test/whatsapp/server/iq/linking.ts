/** A companion signs itself off (`logout`). */
import type { DeviceState } from '../accounts.ts';
import type { Answerer } from './answer.ts';

export interface LinkingParts {
  readonly unlink: (device: DeviceState) => void;
}

export function linkingAnswers({ unlink }: LinkingParts): ReadonlyArray<readonly [string, Answerer]> {
  return [['md remove-companion-device', (device) => ({ kind: 'result', afterwards: () => unlink(device) })]];
}
