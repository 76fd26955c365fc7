/** Who the linked number itself is: its own identifiers never belong to anybody else. */
import { jidDecode } from '@whiskeysockets/baileys';

/** JIDs of our own account; a device suffix is ignored. WhatsApp tells the LID at linking. */
export interface Own {
  readonly pn: string;
  readonly lid: string | null;
}

/** What a JID says of somebody: their LID, or their phone number as WhatsApp writes it (E.164 with plus sign). */
export type Identifier =
  | { readonly kind: 'lid'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: string };

/** The identifier in a JID of a person, whatever its device; undefined for groups, broadcasts, bots and broken ones. */
export function identifierOf(jid: string | null | undefined): Identifier | undefined {
  const parts = jid ? jidDecode(jid) : undefined;
  if (parts === undefined || !/^[0-9]{1,20}$/.test(parts.user)) return undefined;
  switch (parts.server) {
    case 'lid':
    case 'hosted.lid':
      return { kind: 'lid', value: parts.user };
    case 's.whatsapp.net':
    case 'c.us':
    case 'hosted':
      // User 0 is WhatsApp itself, which announces its features.
      return /^[1-9][0-9]{4,14}$/.test(parts.user) ? { kind: 'phone', value: `+${parts.user}` } : undefined;
    default:
      return undefined;
  }
}

/** JID to write to; the inverse of `identifierOf`. */
export function jidOf({ kind, value }: Identifier): string {
  return kind === 'lid' ? `${value}@lid` : `${value.slice(1)}@s.whatsapp.net`;
}

export function isOwn(own: Own, jid: string | null | undefined): boolean {
  const identifier = identifierOf(jid);
  return identifier !== undefined && isSame(identifier, identifierOf(identifier.kind === 'lid' ? own.lid : own.pn));
}

function isSame(one: Identifier, other: Identifier | undefined): boolean {
  return other !== undefined && one.kind === other.kind && one.value === other.value;
}
