/** Who the linked number itself is: its own identifiers never belong to anybody else. */
import { jidDecode } from '@whiskeysockets/baileys';
import type { Identifier } from '../persons.ts';
import { phoneKey } from './phone-key.ts';

/** JIDs of our own account; a device suffix is ignored. WhatsApp tells the LID at linking. */
export interface Own {
  readonly pn: string;
  readonly lid: string | null;
}

/** The identifier in a JID of a person, whatever its device; undefined for groups, broadcasts, bots and broken ones. */
export function identifierOf(jid: string | null | undefined): Identifier | undefined {
  const parts = jid ? jidDecode(jid) : undefined;
  if (parts === undefined || !/^[0-9]{1,20}$/.test(parts.user)) return undefined;
  if (lidServers.has(parts.server)) return { kind: 'lid', value: parts.user };
  // User 0 is WhatsApp itself, which announces its features.
  const isPhone = phoneServers.has(parts.server) && /^[1-9][0-9]{4,14}$/.test(parts.user);
  return isPhone ? { kind: 'phone', value: `+${parts.user}` } : undefined;
}

const lidServers: ReadonlySet<string> = new Set(['lid', 'hosted.lid']);
const phoneServers: ReadonlySet<string> = new Set(['s.whatsapp.net', 'c.us', 'hosted']);

export function isOwn(own: Own, jid: string | null | undefined): boolean {
  const key = aliasKeyOf(jid);
  return key !== undefined && (key === aliasKeyOf(own.pn) || key === aliasKeyOf(own.lid));
}

/** Key of the alias row that leads to whom the JID names. */
export function aliasKeyOf(jid: string | null | undefined): string | undefined {
  const identifier = identifierOf(jid);
  if (identifier === undefined) return undefined;
  return identifier.kind === 'lid' ? `lid:${identifier.value}` : phoneKey(identifier.value);
}
