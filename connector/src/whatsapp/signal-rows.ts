/** Whom the rows name that Baileys 7.0.0-rc14 keeps of a session: its keys hold phone numbers and LIDs in several forms. */
import { deserialize, serialize } from 'node:v8';
import type { JournalRow } from '@atalaia/storage';
import { jidEncode } from '@whiskeysockets/baileys';
import type { Identifier } from '../persons.ts';
import { identifierOf } from './own.ts';

type Row = Pick<JournalRow, 'key' | 'value'>;

/** Everybody whom the row's key names, and the other half of a mapping. */
export function identifiersIn({ key, value }: Row): readonly Identifier[] {
  const [type, id] = split(key);
  switch (type) {
    case 'session':
    case 'identity-key':
      return some(ofAddress(id));
    case 'sender-key':
      // `<group>::<address>::<device>`: an old group's own id may look like a phone number, and is nobody's.
      return some(ofAddress(id.split('::')[1] ?? ''));
    case 'device-list':
      return [...some(identifierOf(`${id}@lid`)), ...some(identifierOf(`${id}@s.whatsapp.net`))];
    case 'lid-mapping':
      return mappingIn({ key, value });
    case 'tctoken':
      return some(identifierOf(id));
    default:
      return [];
  }
}

/** The phone number and the LID of a row that maps one to the other; none for any other row. */
export function mappingIn({ key, value }: Row): readonly Identifier[] {
  const [type, id] = split(key);
  const other: unknown = type === 'lid-mapping' ? deserialize(value) : undefined;
  if (typeof other !== 'string') return [];
  const [pn, lid] = id.endsWith('_reverse') ? [other, id.slice(0, -'_reverse'.length)] : [id, other];
  return [...some(identifierOf(`${lid}@lid`)), ...some(identifierOf(`${pn}@s.whatsapp.net`))];
}

/** What is left of the row without the people for whom `isGone`: itself, its new value, or nothing. */
export function withoutThem(
  row: Row,
  isGone: (identifier: Identifier) => boolean,
): { readonly kind: 'kept' | 'gone' } | { readonly kind: 'changed'; readonly value: Uint8Array } {
  if (identifiersIn(row).some(isGone)) return { kind: 'gone' };
  const [type, id] = split(row.key);
  const names = (jid: string) => {
    const identifier = identifierOf(jid);
    return identifier !== undefined && isGone(identifier);
  };
  if (type === 'sender-key-memory') {
    const memory = Object.entries(deserialize(row.value) as Readonly<Record<string, unknown>>);
    const left = memory.filter(([jid]) => !names(jid));
    if (left.length < memory.length) return { kind: 'changed', value: serialize(Object.fromEntries(left)) };
  }
  if (type === 'tctoken' && id === '__index') {
    const index = deserialize(row.value) as { readonly token: Uint8Array };
    const jids = JSON.parse(Buffer.from(index.token).toString('utf8')) as readonly string[];
    const left = jids.filter((jid) => !names(jid));
    if (left.length < jids.length) {
      return { kind: 'changed', value: serialize({ ...index, token: Buffer.from(JSON.stringify(left)) }) };
    }
  }
  return { kind: 'kept' };
}

function split(key: string): readonly [type: string, id: string] {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Signal's address: `<user>[_<domain>].<device>`; the domains are those of `WAJIDDomains`. */
function ofAddress(address: string): Identifier | undefined {
  const [name = ''] = address.split('.');
  const [user = '', domain = '0'] = name.split('_');
  const servers = { '0': 's.whatsapp.net', '1': 'lid', '128': 'hosted', '129': 'hosted.lid' } as const;
  const server = Object.entries(servers).find(([known]) => known === domain)?.[1];
  return server === undefined ? undefined : identifierOf(jidEncode(user, server));
}

function some<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
