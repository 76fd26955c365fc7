/** A WhatsApp server on loopback, complete enough for unmodified clients: this file puts its parts together. */
import { type AccountState, createDirectory, type DeviceState } from './accounts.ts';
import { createServerIdentity } from './certificate.ts';
import { endWith } from './close-codes.ts';
import { createDelivery } from './delivery.ts';
import { takeOffLine } from './device.ts';
import { tellOfDevice } from './devices-notice.ts';
import { openDoor } from './door.ts';
import { createFaults } from './faults.ts';
import { createGroups } from './groups.ts';
import { attachDevice } from './in-process.ts';
import { createAnswerer } from './iq/answer.ts';
import { takeBundle } from './iq/keys.ts';
import { createLedger } from './ledger.ts';
import { logIn } from './login.ts';
import { openMediaHost } from './media-host.ts';
import { acceptCode, scanCode } from './phone-actions.ts';
import { seeded } from './random.ts';
import { stanza } from './stanza.ts';
import { takeStanza } from './submit.ts';
import type { Account, Device, ServerOptions, Target, WhatsAppServer } from './types.ts';
import { createWaitingCompanions } from './waiting-companions.ts';

/** Starts on free loopback ports. */
export async function startWhatsApp(options: ServerOptions = {}): Promise<WhatsAppServer> {
  const seed = options.seed ?? 1;
  const random = seeded(seed);
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const identity = createServerIdentity();
  const media = await openMediaHost();
  const ledger = createLedger();
  const directory = createDirectory({ random });
  const companions = createWaitingCompanions({ random });

  const accountState = (account: Account): AccountState => known(directory.accountOf(account.pn), 'account');
  const deviceState = (device: Device): DeviceState => known(directory.deviceOf(device.pn), 'device');
  const unlink = (device: Device): void => {
    const state = deviceState(device);
    state.account.devices.delete(state.id);
    const line = takeOffLine(state, ledger);
    if (line !== undefined) endWith(line, 401);
    tellOfDevice({ delivery, now }, 'remove', state);
  };
  const isDevice = (target: Target): target is Device => 'account' in target;
  const faults = createFaults({
    seed,
    random: seeded(seed + 1),
    state: {
      account: (target) => accountState(isDevice(target) ? target.account : target),
      device: (target) => (isDevice(target) ? deviceState(target) : undefined),
    },
    resume: (device) => delivery.resume(device),
    unlink,
  });
  const delivery = createDelivery({ faults, ledger });
  const groups = createGroups({ delivery, random, now, accountState });
  const answerIq = createAnswerer({ directory, delivery, faults, groups, ledger, now, unlink, mediaHost: media.host });
  const submitParts = { directory, groups, delivery, faults, ledger, now };
  const pairing = { now, linked: (device: DeviceState) => tellOfDevice({ delivery, now }, 'add', device) };

  const door = await openDoor(identity, (caller) => {
    const registration = caller.payload.devicePairingData;
    return registration === null || registration === undefined
      ? logIn({ ...submitParts, answerIq }, caller)
      : companions.admit(caller, registration);
  });

  return {
    address: door.address,
    trust: { publicKey: identity.rootPublicKey },
    media,
    faults,
    ledger,
    now,
    account: (phone, accountOptions = {}) => {
      const account: AccountState = directory.add(phone, accountOptions, {
        scan: (qr) => scanCode(pairing, companions, account, qr),
        acceptCode: (code) => acceptCode(pairing, companions, account, code),
        unlink,
      });
      return account;
    },
    retire: (account) => {
      const state = accountState(account);
      for (const device of state.devices.values()) unlink(device);
      directory.remove(state);
    },
    accountOf: directory.accountOf,
    group: (subject, members, groupOptions = {}) => groups.create(subject, members.map(accountState), groupOptions),
    attach: (account, id, device) => attachDevice({ delivery, ledger }, accountState(account), id, device),
    detach: (device) => takeOffLine(deviceState(device), ledger)?.end(),
    submit: (account, id, node) => {
      const device = known(accountState(account).devices.get(id), 'device');
      const taken = takeStanza(submitParts, device, node);
      taken?.dispatch();
      return taken?.ack ?? stanza('ack', { class: node.tag, id: node.attrs['id'] });
    },
    query: (account, id, iq) => {
      const { reply, afterwards } = answerIq(known(accountState(account).devices.get(id), 'device'), iq);
      afterwards();
      return reply;
    },
    devicesOf: (jid) => {
      const devices = [...(directory.accountOf(jid)?.devices.values() ?? [])].sort((one, other) => one.id - other.id);
      return devices.map((device) => (jid.endsWith('@lid') ? device.lid : device.pn));
    },
    bundles: (jids) =>
      new Map(
        jids.flatMap((jid) => {
          const device = directory.deviceOf(jid);
          return device === undefined ? [] : [[jid, takeBundle({ delivery, now }, device)] as const];
        }),
      ),
    [Symbol.asyncDispose]: async () => {
      faults.stop();
      await door[Symbol.asyncDispose]();
      await media[Symbol.asyncDispose]();
    },
  };
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`this ${what} is not known to this server`);
  return found;
}
