/** Companions that are connected but belong to nobody yet: they show a QR code or wait for a pairing code. */
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Caller, Channel } from './channel.ts';
import type { FirstKeys } from './key-shelf.ts';
import { type CodeExchange, readHello } from './pairing-code.ts';
import { digits, type Random } from './random.ts';
import { bytes, child, serverJid, stanza } from './stanza.ts';

export interface Waiter {
  readonly channel: Channel;
  readonly keys: FirstKeys;
  readonly noiseKey: Uint8Array;
  /** Sends an iq and resolves with the companion's answer; rejects when it hangs up. */
  ask(iq: BinaryNode): Promise<BinaryNode>;
  /** Sends a stanza and resolves with the companion's next `companion_finish`, which is answered. */
  finishAfter(stanza: BinaryNode): Promise<BinaryNode>;
}

/** A companion that shows a code, with its opening move. */
export interface ShowingCode {
  readonly companion: Waiter;
  readonly hello: CodeExchange;
}

export interface WaitingCompanions {
  /** Takes in a companion that registers; answers who takes its stanzas and who is told that it hung up. */
  admit(caller: Caller, registration: proto.ClientPayload.IDevicePairingRegistrationData): Admission;
  byReference(ref: string): Waiter | undefined;
  /** Resolves with the companion that shows a code for this phone JID, at once if one does already. */
  showsCodeFor(pn: string): Promise<ShowingCode>;
}

export interface Admission {
  take(stanza: BinaryNode): void;
  closed(): void;
}

const references = 6;

export function createWaitingCompanions({ random }: { random: Random }): WaitingCompanions {
  const waiters = new Set<Waiter & { readonly refs: readonly string[] }>();
  const showing = new Map<string, ShowingCode>();
  const typing = new Map<string, (shown: ShowingCode) => void>();
  return {
    byReference: (ref) => [...waiters].find(({ refs }) => refs.includes(ref)),
    showsCodeFor: (pn) => {
      const shown = showing.get(pn);
      return shown === undefined ? new Promise((resolve) => typing.set(pn, resolve)) : Promise.resolve(shown);
    },
    admit: ({ channel, noiseKey }, registration) => {
      const refs = Array.from({ length: references }, () => `2@${digits(random, 24)}`);
      const questions = new Map<string, Settlers>();
      let finishing: Settlers | undefined;
      const waiter = {
        refs,
        channel,
        noiseKey,
        keys: readKeys(registration),
        ask: (iq: BinaryNode) =>
          new Promise<BinaryNode>((resolve, reject) => {
            questions.set(iq.attrs['id'] ?? '', { resolve, reject });
            channel.send(iq);
          }),
        finishAfter: (notification: BinaryNode) =>
          new Promise<BinaryNode>((resolve, reject) => {
            finishing = { resolve, reject };
            channel.send(notification);
          }),
      };
      waiters.add(waiter);
      const content = refs.map((ref) => stanza('ref', {}, Buffer.from(ref)));
      channel.send(
        stanza('iq', { from: serverJid, type: 'set', id: 'pair', xmlns: 'md' }, [stanza('pair-device', {}, content)]),
      );
      return {
        take: (node) => {
          const { id = '', type, xmlns } = node.attrs;
          if (node.tag !== 'iq') return;
          if (type === 'result') return questions.get(id)?.resolve(node);
          const exchange = child(node, 'link_code_companion_reg');
          const answer = xmlns === 'md' && exchange !== undefined ? [linkCodeReference(refs[0] ?? '')] : undefined;
          channel.send(stanza('iq', { id, from: serverJid, type: 'result' }, answer));
          if (exchange?.attrs['stage'] === 'companion_hello') {
            const shown = { companion: waiter, hello: readHello(exchange, refs[0] ?? '') };
            showing.set(shown.hello.phone, shown);
            typing.get(shown.hello.phone)?.(shown);
            typing.delete(shown.hello.phone);
          }
          if (exchange?.attrs['stage'] === 'companion_finish') finishing?.resolve(exchange);
        },
        closed: () => {
          waiters.delete(waiter);
          for (const [pn, { companion }] of showing) if (companion === waiter) showing.delete(pn);
          const gone = new Error('the companion hung up before it was paired');
          for (const { reject } of questions.values()) reject(gone);
          finishing?.reject(gone);
        },
      };
    },
  };
}

interface Settlers {
  resolve(node: BinaryNode): void;
  reject(fault: Error): void;
}

function linkCodeReference(ref: string): BinaryNode {
  return stanza('link_code_companion_reg', {}, [stanza('link_code_pairing_ref', {}, Buffer.from(ref))]);
}

function readKeys(data: proto.ClientPayload.IDevicePairingRegistrationData): FirstKeys {
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
