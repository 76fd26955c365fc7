/** While the journal can't be written, WhatsApp is told nothing: it keeps the messages and brings them again. */
import { StorageFault } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { is, linkByQr, openOffice, reaches } from './number.ts';

describe('a journal that fails', () => {
  it.each(['reads and writes', 'writes'] as const)('ends the connection before anything leaves: %s', async (what) => {
    await using server = await trustedServer();
    await using kept = await temporaryStorage();
    let failing = false;
    const fault = () => {
      if (failing) throw new StorageFault('disk');
    };
    await using office = await openOffice(server, {
      storage: kept.storage,
      async openJournal(name) {
        const opened = await kept.storage.openJournal(name);
        if (opened.kind !== 'opened') return opened;
        const { journal } = opened;
        return {
          kind: 'opened',
          journal: {
            ...journal,
            get(...given) {
              if (what === 'reads and writes') fault();
              return journal.get(...given);
            },
            commit(changes) {
              fault();
              journal.commit(changes);
            },
          },
        };
      },
    });
    const company = server.account(cast.company);
    await using customer = openPhone(server, server.account(cast.marta));
    const link = await office.open('number-1', cast.company);
    const device = await linkByQr(link, company);
    await device.ready();
    // Both kinds of ciphertext: the session's first message, and one in it.
    for (const words of ['Alô?', 'Tem alguém aí?']) {
      failing = true;
      const { id } = await customer.send(company, words);
      await reaches(link, is('waiting', 'storage'));
      await server.ledger.until((entry) => entry.kind === 'closed' && !device.connected);
      expect(server.ledger.acknowledgedBy(device)).not.toContain(id);
      failing = false;
      await office.time.pass(60_000);
      await reaches(link, is('connected'));
      await server.ledger.until((entry) => entry.kind === 'acknowledged' && entry.id === id);
    }
    expect(server.ledger.entries.filter(({ kind }) => kind === 'nacked')).toEqual([]);
    await office.time.pass(10_000);
    await office.archive.told('ledger', ({ counts }) => counts.received === 2 && counts.withheld === 2);
    expect(office.archive.events.filter(({ kind }) => kind === 'withheld')).toHaveLength(2);
  });
});
