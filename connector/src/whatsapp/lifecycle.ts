/** What the end of a connection means, and how long to wait before the next one: pure, by WhatsApp's close codes. */
/** What follows from the end of a connection. */
export type Ending =
  /** Part of linking a device: WhatsApp asks for a new connection at once. */
  | { readonly kind: 'again'; readonly reason: 'restart-required' }
  | {
      readonly kind: 'wait';
      readonly reason: 'network' | 'service-unavailable' | 'unknown-failure' | 'deaf' | 'storage';
    }
  /** Nothing helps but a human. */
  | {
      readonly kind: 'stop';
      readonly reason: 'device-removed' | 'forbidden' | 'outdated' | 'mismatch' | 'replaced';
      /** The device is linked no more: its keys are worth nothing and must not stay. */
      readonly forget: boolean;
    };

/** Why a connection ended: WhatsApp's or the network's code, or what this program saw itself. */
export type Cause =
  | { readonly kind: 'closed'; readonly code: number }
  | { readonly kind: 'deaf' }
  | { readonly kind: 'storage' };

export function endingOf(cause: Cause): Ending {
  switch (cause.kind) {
    case 'deaf':
      return { kind: 'wait', reason: 'deaf' };
    case 'storage':
      return { kind: 'wait', reason: 'storage' };
    case 'closed':
      return endingOfCode(cause.code);
    default:
      return unknownCause(cause);
  }
}

/** Codes as WhatsApp's server sends them, and Baileys' own for what has none (408, 428). */
function endingOfCode(code: number): Ending {
  switch (code) {
    // The phone removed this device.
    case 401:
      return { kind: 'stop', reason: 'device-removed', forget: true };
    // Banned for a while, for good, or for what the account did.
    case 402:
    case 403:
    case 406:
      return { kind: 'stop', reason: 'forbidden', forget: false };
    // WhatsApp no longer talks to this version of the client.
    case 405:
    case 409:
      return { kind: 'stop', reason: 'outdated', forget: false };
    case 408:
    case 428:
      return { kind: 'wait', reason: 'network' };
    case 411:
      return { kind: 'stop', reason: 'mismatch', forget: false };
    // Somebody else connects with the same keys. Going back would throw them out, and they us, without end.
    case 440:
      return { kind: 'stop', reason: 'replaced', forget: false };
    case 503:
      return { kind: 'wait', reason: 'service-unavailable' };
    case 515:
      return { kind: 'again', reason: 'restart-required' };
    default:
      return { kind: 'wait', reason: 'unknown-failure' };
  }
}

const firstPause = 1000;
const longestPause = 5 * 60_000;

/**
 * Milliseconds before the next try: doubling from one second to five minutes, less up to a half by chance, so that many
 * numbers do not come back in the same instant.
 * @param attempt tries that failed one after the other, from 0
 * @param random 0 (inclusive) to 1
 */
export function pauseBefore(attempt: number, random: number): number {
  return Math.min(longestPause, firstPause * 2 ** Math.min(attempt, 30)) * (1 - random / 2);
}

/** A connection that stood so long was a good one: the next failure is the first again. */
export const steadyAfter = 60_000;

function unknownCause(cause: never): never {
  throw new TypeError(`No rule for the end of a connection: ${String(cause)}`);
}
