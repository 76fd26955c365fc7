/** Reading and building stanzas, without their attributes' being possibly absent at every use. */
import type { BinaryNode } from '@whiskeysockets/baileys';

/** Who the server is in `from`. */
export const serverJid = '@s.whatsapp.net';

export function stanza(
  tag: string,
  attrs: Readonly<Record<string, string | undefined>>,
  content?: BinaryNode['content'],
): BinaryNode {
  const present = Object.fromEntries(
    Object.entries(attrs).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return content === undefined ? { tag, attrs: present } : { tag, attrs: present, content };
}

export function children(node: BinaryNode | undefined, tag?: string): readonly BinaryNode[] {
  if (!Array.isArray(node?.content)) return [];
  return tag === undefined ? node.content : node.content.filter((child) => child.tag === tag);
}

export function child(node: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return children(node, tag)[0];
}

/** Content as bytes; empty when there is none. */
export function bytes(node: BinaryNode | undefined): Buffer {
  const content = node?.content;
  if (content === undefined || Array.isArray(content)) return Buffer.alloc(0);
  return Buffer.from(content);
}

/** An unsigned number in this many big-endian bytes. */
export function bigEndian(value: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.writeUIntBE(value, 0, length);
  return buffer;
}
