/** Everybody in the demo who holds a phone: the company's numbers and its contacts, on a local WhatsApp server. */

import { trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { Account, Group, WhatsAppServer } from '../whatsapp/server/types.ts';
import { type Contact, companyNumbers, contacts, type Desk } from './company.ts';

export interface DemoTown extends AsyncDisposable {
  readonly server: WhatsAppServer;
  /** The company's phone at this desk, in an agent's hand. */
  desk(desk: Desk): Phone;
  phone(contact: Contact): Phone;
  contact(name: string): Contact;
  /** Neighbours who receive their furniture together, with the support desk. */
  readonly group: Group;
}

export const groupTitle = 'Entregas Residencial Ipê';

export async function openDemoTown(seed: number): Promise<DemoTown> {
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await trustedServer({ seed }));
  const take = (account: Account) => opening.use(openPhone(server, account));
  const desks = new Map(companyNumbers.map(({ desk, phone }) => [desk, take(server.account(phone))]));
  const phones = new Map(
    contacts.map((contact) => {
      const { phone, lid, name } = contact;
      return [contact, take(server.account(phone, { lid, name }))];
    }),
  );
  const found = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('Nobody here has that name.');
    return thing;
  };
  const named = (name: string) => found(contacts.find((contact) => contact.name === name));
  const neighbours = ['Aparecida Nunes', 'Edmundo Rangel', 'Zuleica Prates'].map((name) =>
    found(phones.get(named(name))),
  );
  const members = [found(desks.get('support')), ...neighbours].map(({ account }) => account);
  const group = server.group(groupTitle, members);
  const held = opening.move();
  return {
    server,
    desk: (desk) => found(desks.get(desk)),
    phone: (contact) => found(phones.get(contact)),
    contact: named,
    group,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
