/** Who a phone talks to, and how the chat's stanzas name people. */
import { jidDecode } from '@whiskeysockets/baileys';
import type { Account, Addressing, Group, WhatsAppServer } from '../server/types.ts';

/** A person or a group. */
export type Chat =
  | { readonly kind: 'person'; readonly account: Account }
  | { readonly kind: 'group'; readonly group: GroupView };

/** What a phone must know of a group to write in it. */
export type GroupView = Pick<Group, 'jid' | 'addressing' | 'members'>;

export function chatOf(to: Account | GroupView): Chat {
  return 'members' in to ? { kind: 'group', group: to } : { kind: 'person', account: to };
}

/** A group has its own addressing; a 1:1 chat goes by LID as soon as one of the two does. */
export function addressingOf(self: Account, chat: Chat): Addressing {
  if (chat.kind === 'group') return chat.group.addressing;
  return self.addressing === 'lid' || chat.account.addressing === 'lid' ? 'lid' : 'pn';
}

/** JID of an account, without device. */
export function jidOf(account: Account, addressing: Addressing): string {
  return addressing === 'lid' ? account.lid : account.pn;
}

export function chatJid(self: Account, chat: Chat): string {
  return chat.kind === 'group' ? chat.group.jid : jidOf(chat.account, addressingOf(self, chat));
}

/** A device however a stanza addressed it: its account, its number and the name its Signal session goes by. */
export interface DeviceRef {
  readonly account: Account;
  readonly number: number;
  /** LID device JID. */
  readonly name: string;
}

/** Throws for a JID that the server doesn't know. */
export function deviceOf(server: WhatsAppServer, jid: string): DeviceRef {
  const account = server.accountOf(jid);
  if (account === undefined) throw new Error('A stanza names an account that the server does not have.');
  const number = jidDecode(jid)?.device ?? 0;
  return { account, number, name: number === 0 ? account.lid : account.lid.replace('@', `:${number}@`) };
}
