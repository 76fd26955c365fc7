/** A shop with a phone and a Baileys client linked to it, and contacts who have never met it: the stage of the phones' tests. */
import type { BinaryNode, proto, WAMessage } from '@whiskeysockets/baileys';
import { type Client, linkClient } from '../client.ts';
import { trustedServer } from '../local-server.ts';
import type { Account, AccountOptions, Device, WhatsAppServer } from '../server/types.ts';
import { type Hearing, hearingOf } from './hearing.ts';
import { openPhone, type Phone } from './phone.ts';

export interface Shop extends AsyncDisposable {
  readonly server: WhatsAppServer;
  readonly account: Account;
  readonly phone: Phone;
  readonly companion: Device;
  readonly client: Client;
  readonly heard: Hearing;
  /** A new person whom nobody knows. */
  contact(options?: AccountOptions): Phone;
  /** Resolves with the client's message of this id. */
  got(id: string): Promise<WAMessage>;
  /** Resolves when the client is told that its message was delivered (no type) or read. */
  receipt(id: string, type?: 'read'): Promise<BinaryNode>;
  /** How the parts of a message to the client were encrypted. */
  encryptionOf(id: string): Promise<readonly string[]>;
}

export async function openShop(): Promise<Shop> {
  const server = await trustedServer({ seed: 7 });
  const account = server.account('551130000000', { name: 'Loja da Praça' });
  const phone = openPhone(server, account);
  const { client, device } = await linkClient(server, account);
  const heard = hearingOf(client);
  let contacts = 0;
  return {
    server,
    account,
    phone,
    companion: device,
    client,
    heard,
    contact(options = {}) {
      contacts += 1;
      const number = `55119${String(contacts).padStart(8, '0')}`;
      return openPhone(server, server.account(number, { name: 'Iara', ...options }));
    },
    got: (id) => heard.messages.until(({ key }) => key.id === id),
    receipt: (id, type) => heard.receipts.until(({ attrs }) => attrs['id'] === id && attrs['type'] === type),
    async encryptionOf(id) {
      const { content } = await heard.stanzas.until(({ attrs }) => attrs['id'] === id);
      if (!Array.isArray(content)) return [];
      return content.flatMap(({ tag, attrs }) => (tag === 'enc' ? (attrs['type'] ?? '') : []));
    },
    async [Symbol.asyncDispose]() {
      await phone[Symbol.asyncDispose]();
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

export function contentOf({ message }: WAMessage): proto.IMessage {
  return message ?? {};
}
