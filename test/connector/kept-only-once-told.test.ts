/** What the whole connector is for: a stranger's words go nowhere until they were told, and from then on nothing is missed. */
import { hash } from 'node:crypto';
import type { NoticeId } from '@atalaia/storage';
import { expect, it } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { linkByQr, openOffice, settingsOf } from './number.ts';

const text = 'Este atendimento é monitorado. Por favor, repita o que escreveu antes.';

it('withholds what came before the notice, and keeps what both sides write after it arrived', async () => {
  await using server = await trustedServer();
  await using office = await openOffice(server);
  const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
  await using agent = openPhone(server, company);
  await using customer = openPhone(server, marta);
  const link = await office.open('number-1', cast.company);
  link.settle({
    ...settingsOf(cast.company),
    armed: true,
    notices: [
      { id: 'notice-1' as NoticeId, language: 'pt-BR', text, hash: hash('sha256', text, 'hex'), generation: 1 },
    ],
  });
  const device = await linkByQr(link, company);
  await device.ready();

  await customer.send(company, 'Bom dia, meu pedido sumiu');
  await office.archive.told('withheld', ({ reason }) => reason === 'not-notified');
  await customer.receives((message) => message.text === text);
  await office.archive.told('consent', ({ event }) => event === 'notice-delivered');
  await customer.send(company, 'Repito: o pedido 431 sumiu');
  await office.archive.kept(({ content }) => content.kind === 'text' && content.text === 'Repito: o pedido 431 sumiu');
  await agent.send(marta, 'Vou verificar agora');
  const answer = await office.archive.kept(({ ref }) => ref.author === 'us');
  expect(answer).toMatchObject({ content: { kind: 'text', text: 'Vou verificar agora' }, device: 0 });
  expect(office.archive.messages).toHaveLength(2);
});
