/** What comes live while a backlog is worked off waits its turn: Baileys would let it overtake, before its group key was read. */
import type { BinaryNode } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { keepOrder } from '../../connector/src/whatsapp/in-order.ts';
import { fromBruno, own, part, stanza } from './stanza.ts';

function message(id: string, offline: boolean, parts = 1): { node: BinaryNode; texts: readonly Uint8Array[] } {
  const texts = Array.from({ length: parts }, (_, n) => Buffer.from(`${id}/${n}`));
  const attrs = { ...fromBruno, id, t: '1780000000', ...(offline && { offline: '1' }) };
  return { node: stanza(attrs, ...texts.map((text) => part('msg', text))), texts };
}

/** Baileys puts a message behind the others exactly where it has this attribute. */
const isQueued = ({ attrs }: BinaryNode) => attrs['offline'] !== undefined;

describe('a live message', () => {
  it('goes its own way where nothing waits', () => {
    const order = keepOrder();
    const live = message('A', false);
    order.arrived(live.node);
    expect(isQueued(live.node)).toBe(false);
  });

  it('waits behind the backlog, and the next behind it, until the last part of the last one is done', () => {
    const order = keepOrder();
    const [first, second, live, next, last] = [
      message('A', true),
      message('B', true, 2),
      message('C', false),
      message('D', false),
      message('E', false),
    ];
    for (const { node } of [first, second, live]) order.arrived(node);
    order.settled(first.node, first.texts[0] ?? Buffer.alloc(0));
    for (const text of second.texts) order.settled(second.node, text);
    order.arrived(next.node);
    for (const one of [live, next]) for (const text of one.texts) order.settled(one.node, text);
    order.arrived(last.node);
    expect([live, next, last].map(({ node }) => isQueued(node))).toEqual([true, true, false]);
  });

  it('waits for a group message whose key is read and whose text is not', () => {
    const order = keepOrder();
    const [both, live] = [message('A', true, 2), message('B', false)];
    order.arrived(both.node);
    order.settled(both.node, both.texts[0] ?? Buffer.alloc(0));
    order.arrived(live.node);
    expect(isQueued(live.node)).toBe(true);
  });

  it('does not wait for ever for what Baileys never tried to read', () => {
    const order = keepOrder();
    const [never, read, live] = [message('A', true), message('B', true), message('C', false)];
    order.arrived(never.node);
    order.arrived(read.node);
    for (const text of read.texts) order.settled(read.node, text);
    order.arrived(live.node);
    expect(isQueued(live.node)).toBe(false);
  });

  it('that waits still counts as live', () => {
    const order = keepOrder();
    const [first, live] = [message('A', true), message('B', false)];
    for (const { node } of [first, live]) order.arrived(node);
    expect([first, live].map(({ node }) => envelopeOf(node, own).offline)).toEqual([true, false]);
  });
});
