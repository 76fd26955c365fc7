/** Groups on the local WhatsApp server: one ciphertext for all, and a notification for each change. */
import { WAMessageStubType } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { linkClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';

describe('a group', () => {
  it.each(['pn', 'lid'] as const)('carries messages to all its members, addressed by %s', async (addressing) => {
    await using server = await trustedServer();
    const [company, marta, rui] = [server.account(cast.company), server.account(cast.marta), server.account(cast.rui)];
    await using desk = (await linkClient(server, company)).client;
    const { client, device: martaDevice } = await linkClient(server, marta);
    await using customer = client;
    await using other = (await linkClient(server, rui)).client;
    const group = server.group('Obra da praia', [company, marta, rui], { addressing });
    const [name, otherName] = addressing === 'lid' ? [marta.lid, marta.pn] : [marta.pn, marta.lid];
    for (const text of ['bom dia a todos', 'e boa tarde']) {
      const sent = await customer.socket.sendMessage(group.jid, { text });
      const seen = await desk.receives(({ key }) => key.id === sent?.key.id);
      expect(seen.message?.extendedTextMessage?.text).toBe(text);
      expect(seen.key).toMatchObject({ remoteJid: group.jid, addressingMode: addressing, participantAlt: otherName });
      expect(seen.key.participant?.replace(/:\d+@/, '@')).toBe(name);
      await other.receives(({ key }) => key.id === sent?.key.id);
    }
    const readers = new Set<string>();
    const bothReceived = new Promise<void>((resolve) =>
      desk.socket.ws.on('CB:receipt', ({ attrs }) => {
        readers.add(attrs.participant);
        if (readers.size === 2) resolve();
      }),
    );
    const answer = await desk.socket.sendMessage(group.jid, { text: 'anotado' });
    await customer.receives(({ key }) => key.id === answer?.key.id);
    await bothReceived;
    expect([...readers]).toContain(addressing === 'lid' ? martaDevice.lid : martaDevice.pn);
  });

  it('takes no message from who is not in it', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
    await using customer = (await linkClient(server, marta)).client;
    const group = server.group('Obra da praia', [company, marta]);
    group.remove(marta);
    const refused = new Promise((resolve) => customer.socket.ws.once('CB:ack,class:message', resolve));
    await customer.socket.sendNode({ tag: 'message', attrs: { to: group.jid, id: 'M1', type: 'text' }, content: [] });
    expect(await refused).toMatchObject({ attrs: { id: 'M1', error: '403' } });
  });

  it('describes itself to its members only', async () => {
    await using server = await trustedServer();
    const [company, marta] = [server.account(cast.company), server.account(cast.marta)];
    await using desk = (await linkClient(server, company)).client;
    const group = server.group('Obra da praia', [company, marta]);
    const foreign = server.group('Família', [marta]);
    expect(await desk.socket.groupMetadata(group.jid)).toMatchObject({
      id: group.jid,
      subject: 'Obra da praia',
      addressingMode: 'pn',
      participants: [
        { id: company.pn, lid: company.lid, admin: 'admin' },
        { id: marta.pn, lid: marta.lid },
      ],
    });
    await expect(desk.socket.groupMetadata(foreign.jid)).rejects.toThrow('forbidden');
    expect(Object.keys(await desk.socket.groupFetchAllParticipating())).toEqual([group.jid]);
  });

  it('tells who came, who went and its new name', async () => {
    await using server = await trustedServer();
    const [company, marta, rui] = [server.account(cast.company), server.account(cast.marta), server.account(cast.rui)];
    await using desk = (await linkClient(server, company)).client;
    const group = server.group('Obra', [company, marta]);
    group.add(rui);
    group.rename('Obra da praia');
    group.remove(marta, company);
    const { GROUP_CREATE, GROUP_PARTICIPANT_ADD, GROUP_CHANGE_SUBJECT, GROUP_PARTICIPANT_REMOVE } = WAMessageStubType;
    const told = await desk.receives(({ messageStubType }) => messageStubType === GROUP_PARTICIPANT_REMOVE);
    expect(told.messageStubParameters?.map((text: string) => JSON.parse(text))).toMatchObject([
      { id: marta.pn },
      { id: company.pn },
    ]);
    const kinds = desk.messages.map(({ messageStubType }) => messageStubType);
    expect(kinds).toEqual([GROUP_CREATE, GROUP_PARTICIPANT_ADD, GROUP_CHANGE_SUBJECT, GROUP_PARTICIPANT_REMOVE]);
    expect(desk.messages[2]?.messageStubParameters).toEqual(['Obra da praia']);
    expect(group.members).toEqual([rui]);
  });
});
