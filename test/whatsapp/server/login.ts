/** Lets a paired companion in: who it is, whether it may, and what it is told first. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { DeviceState, Directory } from './accounts.ts';
import type { Caller } from './channel.ts';
import { endWith, type Refusal, refuse } from './close-codes.ts';
import { takeOffLine } from './device.ts';
import type { FaultState } from './faults.ts';
import type { Answered } from './iq/answer.ts';
import { stanza } from './stanza.ts';
import { type SubmitParts, takeStanza } from './submit.ts';
import type { Admission } from './waiting-companion.ts';

export interface LoginParts extends SubmitParts {
  readonly answerIq: (device: DeviceState, iq: BinaryNode) => Answered;
}

/** The device that was let in takes the stanzas that follow; a refused one is told why. */
export function logIn(parts: LoginParts, caller: Caller): Admission {
  const verdict = judge(parts, caller);
  if (typeof verdict === 'number') {
    refuse(caller.channel, verdict);
    return { take: () => undefined, closed: () => undefined };
  }
  return connect(parts, verdict, caller);
}

function judge(
  { directory, faults }: { directory: Directory; faults: FaultState },
  caller: Caller,
): DeviceState | Refusal {
  const { username, device: id } = caller.payload;
  const device = directory.deviceOf(`${String(username)}:${id ?? 0}@s.whatsapp.net`);
  if (device?.noiseKey === undefined || !Buffer.from(device.noiseKey).equals(caller.noiseKey)) return 401;
  return faults.takeLoginRefusal(device) ?? device;
}

function connect(parts: LoginParts, device: DeviceState, { channel }: Caller): Admission {
  const { ledger, now } = parts;
  // Two connections with the same credentials: the earlier one is told that it was replaced.
  const earlier = takeOffLine(device, ledger);
  if (earlier !== undefined) endWith(earlier, 440);
  device.line = channel;
  device.active = false;
  ledger.write({ kind: 'login', device: device.pn });
  channel.send(stanza('success', { t: String(now()), lid: device.lid, location: 'lla', props: '27' }));
  return {
    take: (node) => {
      if (device.line !== channel) return;
      if (node.tag === 'iq') {
        const { reply, afterwards } = parts.answerIq(device, node);
        channel.send(reply);
        afterwards();
        return;
      }
      const taken = takeStanza(parts, device, node);
      if (taken === undefined) return;
      parts.faults.ack(device, () => channel.send(taken.ack));
      taken.dispatch();
    },
    closed: () => {
      if (device.line === channel) takeOffLine(device, ledger);
    },
  };
}
