/** Killed at any instant and started again: every message is kept once, and WhatsApp is never refused one. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { seeded } from '../whatsapp/server/random.ts';
import { openBesiegedOffice } from './besieged-office.ts';

/** 5 in CI; `npm run soak` asks for more, and for 2,000 messages in each case. */
const kills = Number(process.env['KILLS'] ?? 5);
const inEachRound = process.env['KILLS'] === undefined ? 24 : 2 * Math.ceil(1000 / kills);

test(`no message is lost or doubled by ${kills} kills, whichever way it comes`, { timeout: 3_600_000 }, async () => {
  const seed = printedSeed();
  const random = seeded(seed);
  await using office = await openBesiegedOffice(seed);
  const inFlight = office.cases.map(() => 0);
  for (let round = 0; round < kills; round += 1) {
    await office.write(inEachRound / 2);
    await using process = office.start();
    // Now and then before anything was heard; else while both the backlog and what is written now come in.
    const early = round % 5 === 4;
    const instant = early ? wait(random() * 2500) : office.answers(1 + Math.floor(random() * inEachRound * 1.5));
    const connected = process.connected().catch(() => undefined);
    const rest = connected.then(() => office.write(inEachRound / 2));
    await instant;
    await wait(random() * 20);
    for (const [index, one] of office.cases.entries())
      if (one.device.queued > 0) inFlight[index] = (inFlight[index] ?? 0) + 1;
    await process.kill();
    await rest;
  }
  for (const [index, { place, mode, sent }] of office.cases.entries()) {
    console.info(
      `${place}, ${mode}: ${sent.length} messages, ${inFlight[index]} of ${kills} kills with some in flight`,
    );
  }
  expect(Math.min(...inFlight)).toBeGreaterThanOrEqual(kills / 2);
  await office.expectEverythingKept(office.start());
});
