/** A number that is opened is told first what was decided about people while it was closed; only then does it connect. */
import { expect, test } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { linkByQr, openOffice, settingsOf } from './number.ts';

test('what waited is judged by it, and a number that could not be told does not connect', async () => {
  await using server = await trustedServer();
  await using office = await openOffice(server);
  const company = server.account(cast.company);
  await using customer = openPhone(server, server.account(cast.marta));
  const first = await office.open('number-1', cast.company);
  const settings = { ...settingsOf(cast.company), armed: true };
  first.settle(settings);
  const device = await linkByQr(first, company);
  await device.ready();
  await customer.send(company, 'Bom dia');
  await office.archive.told('withheld', ({ reason }) => reason === 'not-notified');
  const { number } = first;
  const { person } = await office.archive.meet({ number, lid: null, phone: `+${cast.marta}`, pushName: null });
  await office.connector[Symbol.asyncDispose]();
  const { id } = await customer.send(company, 'Ainda estão aí?');

  await using again = await openOffice(server, { storage: office.storage });
  const logins = () => server.ledger.entries.filter(({ kind }) => kind === 'login').length;
  const before = logins();
  const refused = again.connector.open(number, settings, () => Promise.reject(new Error('The records are away.')));
  await expect(refused).rejects.toThrow('The records are away.');
  expect(again.connector.link(number)).toBeUndefined();

  const opened = await again.connector.open(number, settings, async (link) => {
    // Decisions made meanwhile reach it too.
    expect(again.connector.link(number)).toBe(link);
    await customer.send(company, 'Alô?');
    expect(logins()).toBe(before);
    link.stand(person, 'restricted');
  });
  expect(opened.kind).toBe('opened');
  await server.ledger.until((entry) => entry.kind === 'acknowledged' && entry.id === id);
  await again.archive.told('withheld', ({ reason }) => reason === 'restricted');
  expect(again.archive.events.some((event) => event.kind === 'withheld' && event.reason !== 'restricted')).toBe(false);
});
