/** Stanzas and plaintexts as WhatsApp delivers them, for tests of what we read from them. */
import { type BinaryNode, proto, writeRandomPadMax16 } from '@whiskeysockets/baileys';
import { decode } from '../../connector/src/whatsapp/decode.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import type { Own } from '../../connector/src/whatsapp/own.ts';

/** The linked number: Ana's company phone. */
export const own: Own = { pn: '5511988880100:7@s.whatsapp.net', lid: '900000000000100:7@lid' };

/** Bruno, a customer, known by phone number and LID. */
export const bruno = { pn: '5511988880101@s.whatsapp.net', lid: '900000000000101@lid' };
/** Carla, another customer, who shares a group with Bruno. */
export const carla = { pn: '351915550102@s.whatsapp.net', lid: '900000000000102@lid' };
export const group = '120363000000000001@g.us';

export const fromBruno = { id: 'B1', from: bruno.lid, sender_pn: bruno.pn, t: '1780000000', notify: 'Bruno' };
export const fromUs = { id: 'A1', from: own.pn, recipient: bruno.pn, peer_recipient_lid: bruno.lid, t: '1780000000' };
export const inGroup = { id: 'C1', from: group, participant: carla.lid, participant_pn: carla.pn, t: '1780000000' };

export function stanza(attrs: Readonly<Record<string, string>>, ...parts: readonly BinaryNode[]): BinaryNode {
  return { tag: 'message', attrs: { ...attrs }, content: [...parts] };
}

export function part(type: string, bytes: Uint8Array): BinaryNode {
  return { tag: 'enc', attrs: { v: '2', type }, content: bytes };
}

export function plaintextOf(message: proto.IMessage): Uint8Array {
  return writeRandomPadMax16(proto.Message.encode(message).finish());
}

/** What we read of a message in that stanza. */
export function read(message: proto.IMessage, attrs: Readonly<Record<string, string>> = fromBruno) {
  return decode(plaintextOf(message), envelopeOf(stanza(attrs), own), own);
}
