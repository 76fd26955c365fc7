/** Forty numbers run in one process, each with its own journal, and each hears its own messages only. */
import { expect, it } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { linkByQr, openOffice } from './number.ts';

const howMany = 40;

it('runs forty numbers in one process', { timeout: 240_000 }, async () => {
  await using server = await trustedServer();
  await using office = await openOffice(server);
  const marta = server.account(cast.marta);
  await using customer = openPhone(server, marta);
  for (let n = 0; n < howMany; n++) {
    const phone = `55119555${String(30_000 + n)}`;
    const company = server.account(phone);
    const link = await office.open(`number-${n}`, phone);
    const device = await linkByQr(link, company);
    await device.ready();
    await customer.send(company, 'Bom dia');
  }
  for (let n = 0; n < howMany; n++) {
    await office.archive.told('withheld', ({ conversation }) => conversation.startsWith(`number-${n}-`));
    expect(office.connector.link(`number-${n}` as never)?.state().kind).toBe('connected');
  }
  expect(office.archive.events.filter(({ kind }) => kind === 'withheld')).toHaveLength(howMany);
});
