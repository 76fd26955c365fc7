/** One companion that is connected but belongs to nobody yet: it shows a QR code or a pairing code. */
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Caller, Channel } from './channel.ts';
import type { FirstKeys } from './key-shelf.ts';
import { bytes, child, serverJid, stanza } from './stanza.ts';

export type Registration = proto.ClientPayload.IDevicePairingRegistrationData;

export interface WaitingCompanion {
  readonly channel: Channel;
  readonly keys: FirstKeys;
  readonly noiseKey: Uint8Array;
  /** References of the QR codes that it shows one after the other. */
  readonly refs: readonly string[];
  /** Sends an iq and resolves with the companion's answer; rejects when it hangs up. */
  ask(iq: BinaryNode): Promise<BinaryNode>;
  /** Sends a stanza and resolves with the companion's next `companion_finish`, which is answered. */
  finishAfter(stanza: BinaryNode): Promise<BinaryNode>;
}

/** Whoever came through the door: takes its stanzas, and is told once that the connection is gone. */
export interface Admission {
  take(stanza: BinaryNode): void;
  closed(): void;
}

export interface Greeted {
  readonly companion: WaitingCompanion;
  readonly admission: Admission;
}

/** Sends the references for QR codes. `onHello` is called when the companion wants to be paired by code instead. */
export function greet(
  { channel, noiseKey }: Caller,
  registration: Registration,
  refs: readonly string[],
  onHello: (hello: BinaryNode) => void,
): Greeted {
  const questions = new Map<string, PromiseWithResolvers<BinaryNode>>();
  const put = (key: string, node: BinaryNode): Promise<BinaryNode> => {
    const answer = Promise.withResolvers<BinaryNode>();
    questions.set(key, answer);
    channel.send(node);
    return answer.promise;
  };
  const content = refs.map((ref) => stanza('ref', {}, Buffer.from(ref)));
  const attrs = { from: serverJid, type: 'set', id: 'pair', xmlns: 'md' };
  channel.send(stanza('iq', attrs, [stanza('pair-device', {}, content)]));
  return {
    companion: {
      channel,
      noiseKey,
      refs,
      keys: readKeys(registration),
      ask: (iq) => put(iq.attrs['id'] ?? '', iq),
      finishAfter: (node) => put('companion_finish', node),
    },
    admission: {
      take: (node) => {
        const { id = '', type } = node.attrs;
        if (node.tag !== 'iq') return;
        if (type === 'result') {
          questions.get(id)?.resolve(node);
          return;
        }
        const move = child(node, 'link_code_companion_reg');
        const answer = move === undefined ? undefined : [linkCodeReference(refs[0])];
        channel.send(stanza('iq', { id, from: serverJid, type: 'result' }, answer));
        if (move?.attrs['stage'] === 'companion_hello') onHello(move);
        if (move?.attrs['stage'] === 'companion_finish') questions.get('companion_finish')?.resolve(move);
      },
      closed: () => {
        for (const { reject } of questions.values()) reject(new Error('the companion hung up before it was paired'));
      },
    },
  };
}

function linkCodeReference(ref = ''): BinaryNode {
  return stanza('link_code_companion_reg', {}, [stanza('link_code_pairing_ref', {}, Buffer.from(ref))]);
}

function readKeys(data: Registration): FirstKeys {
  const number = (field: Uint8Array | null | undefined) => {
    const bigEndian = present(field);
    return bigEndian.readUIntBE(0, bigEndian.length);
  };
  return {
    registrationId: number(data.eRegid),
    identityKey: present(data.eIdent),
    signedPreKey: { id: number(data.eSkeyId), public: present(data.eSkeyVal), signature: present(data.eSkeySig) },
  };
}

function present(field: Uint8Array | null | undefined): Buffer {
  if (field === null || field === undefined) throw new Error('the registration lacks a key');
  return bytes(stanza('key', {}, field));
}
