/** Reads a call's stanza: who called and whether it was taken. Nothing of what is said on it ever reaches us. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Decoded } from '../content.ts';
import type { Envelope } from '../journal/rows.ts';
import { envelopeOf } from './envelope.ts';
import type { Own } from './own.ts';

/** Its beginning, and again if nobody took it; undefined for the steps between, which tell of nothing else. */
export function callIn(
  node: BinaryNode,
  own: Own,
): { readonly envelope: Envelope; readonly decoded: Decoded } | undefined {
  const step = Array.isArray(node.content) ? node.content[0] : undefined;
  const callId = step?.attrs['call-id'];
  if (step === undefined || callId === undefined) return undefined;
  const missed = step.tag === 'terminate' && step.attrs['reason'] === 'timeout';
  if (!missed && step.tag !== 'offer' && step.tag !== 'offer_notice') return undefined;
  const group = step.attrs['group-jid'];
  const caller = step.attrs['call-creator'] ?? step.attrs['from'] ?? node.attrs['from'];
  const envelope = envelopeOf(
    {
      tag: 'call',
      attrs: {
        ...(node.attrs['offline'] === undefined ? {} : { offline: node.attrs['offline'] }),
        ...(step.attrs['caller_pn'] === undefined ? {} : { sender_pn: step.attrs['caller_pn'] }),
        ...(group === undefined ? { from: caller ?? '' } : { from: group, participant: caller ?? '' }),
        id: missed ? `${callId}-missed` : callId,
        t: node.attrs['t'] ?? '',
      },
    },
    own,
  );
  const video = Array.isArray(step.content) && step.content.some(({ tag }) => tag === 'video');
  // Symbols need no language.
  const text = missed ? '📞 ✗' : video ? '🎥' : '📞';
  return {
    envelope,
    decoded: { content: { kind: 'call', text }, quotes: null, forwarded: false, secret: null, mentions: [] },
  };
}
