/** The local media host keeps what clients upload, encrypted, and forgets it when told to. */
import { randomBytes } from 'node:crypto';
import { downloadMediaMessage } from '@whiskeysockets/baileys';
import { expect, it } from 'vitest';
import { linkClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';
import { openShop } from './phone/shop.ts';

it('a document arrives with equal bytes; once expired it answers 404', async () => {
  await using server = await trustedServer();
  const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
  await using desk = (await linkClient(server, company)).client;
  await using customer = (await linkClient(server, marta)).client;
  const document = randomBytes(85_000);
  const content = { document, mimetype: 'application/pdf', fileName: 'contrato.pdf' };
  const sent = await customer.socket.sendMessage(company.pn, content);
  const seen = await desk.receives(({ key }) => key.id === sent?.key.id);
  const path = seen.message?.documentMessage?.directPath ?? '';
  const opened = await downloadMediaMessage(seen, 'buffer', { host: server.media.host });
  expect(opened.equals(document)).toBe(true);
  const kept = Buffer.from(await (await fetch(`https://${server.media.host}${path}`)).arrayBuffer());
  expect(kept.includes(document.subarray(0, 64))).toBe(false);
  server.media.expire(path);
  await expect(downloadMediaMessage(seen, 'buffer', { host: server.media.host })).rejects.toMatchObject({
    output: { statusCode: 404 },
  });
});

it('a file that came too late is uploaded again by the phone that kept it, and only by that', async () => {
  await using shop = await openShop();
  await using iara = shop.contact();
  const bytes = randomBytes(2_000);
  const arrives = async () => {
    const { id } = await iara.send(shop.account, {
      kind: 'document',
      bytes,
      mime: 'application/pdf',
      fileName: 'nota.pdf',
    });
    await shop.phone.receives((message) => message.id === id);
    shop.server.media.expireAll();
    return shop.got(id);
  };
  await expect(shop.client.socket.updateMediaMessage(await arrives())).rejects.toMatchObject({
    output: { statusCode: 404 },
  });
  shop.phone.keepsFiles = true;
  const again = await shop.client.socket.updateMediaMessage(await arrives());
  const opened = await downloadMediaMessage(again, 'buffer', { host: shop.server.media.host });
  expect(opened.equals(bytes)).toBe(true);
});
