/** Damages a message on its way, as a broken network or a hostile relay would. */
import type { BinaryNode } from '@whiskeysockets/baileys';

/** A copy with one byte changed in the middle of its last ciphertext (in a group: the one that carries the text). */
export function corrupted(message: BinaryNode): BinaryNode {
  if (!Array.isArray(message.content)) return message;
  const last = message.content.findLastIndex((node) => node.tag === 'enc');
  const content = message.content.map((node, index) => {
    if (index !== last || !(node.content instanceof Uint8Array)) return node;
    const damaged = Buffer.from(node.content);
    const middle = Math.floor(damaged.length / 2);
    damaged[middle] = (damaged[middle] ?? 0) ^ 0x55;
    return { ...node, content: damaged };
  });
  return { ...message, content };
}
