/** Killed at any instant and started again: every message is kept once, and WhatsApp is never refused one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NumberSettings } from '@atalaia/connector';
import type { NoticeId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { randomFrom } from '../bench/chat-text.ts';
import { readEntries } from '../connector/file-archive.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { openTown } from '../whatsapp/phone/town.ts';
import { type NumberProcess, startNumber } from './connector-process.ts';

/** 5 in CI; `npm run soak` asks for more. */
const kills = Number(process.env['KILLS'] ?? 5);
const seed = printedSeed();
const inEachRound = 40;

const words = 'Esta conversa é monitorada.';
const settings: NumberSettings = {
  phone: `+${cast.company}`,
  zone: 'America/Sao_Paulo',
  language: 'pt-BR',
  armed: true,
  mode: 'notice',
  basis: 'legitimate-interest',
  notifiedBy: 'delivered',
  renewAfterMonths: null,
  notices: [{ id: 'notice-1' as NoticeId, language: 'pt-BR', text: words, hash: 'hash', generation: 1 }],
  groups: [],
};

test.each(['prekey', 'normal'] as const)(
  'no message in %s mode is lost or doubled by a kill',
  { timeout: 300_000 },
  async (mode) => {
    const home = mkdtempSync(join(tmpdir(), 'atalaia-number-'));
    const random = randomFrom(seed);
    await using server = await trustedServer({ seed });
    const company = server.account(cast.company);
    await using _phone = openPhone(server, company);
    await using town = openTown(server, { contacts: 4, seed, languages: ['pt-BR'] });
    const start = () => startNumber(server, { home, number: 'number-1', settings });
    try {
      const first = start();
      await link(first, company);
      // Whoever writes is told, and from then on kept.
      await town.burst(company, { messages: 4, mode: 'normal' });
      await Promise.all(town.people.map(({ phone }) => phone.receives(({ text }) => text === words)));
      const sent = [...(await town.burst(company, { messages: 4, mode }))];
      await kept(first, sent.length);
      await first.kill();

      for (let round = 0; round < kills; round += 1) {
        const half = await town.burst(company, { messages: inEachRound / 2, mode });
        const worker = start();
        await worker.connected();
        const rest = town.burst(company, { messages: inEachRound / 2, mode });
        await wait(random() * 300);
        await worker.kill();
        sent.push(...half, ...(await rest));
      }
      const last = start();
      await kept(last, sent.length);
      expect(await last.stop()).toBe(0);

      const entries = readEntries(join(home, 'archive.jsonl'));
      const ids = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.ref.id] : []));
      expect(ids.toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
      const device = company.devices.get(1);
      if (device === undefined) throw new Error('The number is not linked.');
      const refused = server.ledger.entries.filter(
        (entry) =>
          entry.kind === 'nacked' ||
          (entry.kind === 'acknowledged' && entry.receipt === 'retry' && entry.device === device.pn),
      );
      expect(refused).toEqual([]);
      const ledger = entries.findLast((entry) => entry.kind === 'event' && entry.event.kind === 'ledger');
      expect(ledger).toMatchObject({
        event: {
          counts: { received: sent.length + 4, stored: sent.length, withheld: 4, excluded: 0, undecryptable: 0 },
        },
      });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
);

async function link(worker: NumberProcess, company: { scan(qr: string): Promise<unknown> }): Promise<void> {
  worker.order({ kind: 'pair' });
  const code = await worker.says((word) => word.kind === 'code');
  if (code.kind === 'code') await company.scan(code.text);
  await worker.connected();
}

async function kept(worker: NumberProcess, messages: number): Promise<void> {
  worker.order({ kind: 'count', messages });
  await worker.says((word) => word.kind === 'kept' && word.messages === messages);
}
