/** Full disks, failing stores, frozen processes, cut networks: every message is kept once, and WhatsApp is never refused one. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { type BesiegedOffice, openBesiegedOffice } from './besieged-office.ts';

const soaking = process.env['KILLS'] !== undefined;
/** In each case, before and during the trouble. */
const some = soaking ? 1000 : 12;
/** Longer than a connection that is probed every second survives; half a minute in `npm run soak`. */
const frozenFor = soaking ? 30_000 : 8000;
const patience = { timeout: 1_800_000 };

// One office lives through all of it, each time in a new process: after each trouble all that was ever written is compared.
let office: BesiegedOffice;
beforeAll(async () => {
  office = await openBesiegedOffice(printedSeed());
});
afterAll(() => office[Symbol.asyncDispose]());

test('nothing is lost or doubled while the disk is full', patience, async () => {
  await using process = office.start();
  await process.connected();
  process.fillDisk();
  await office.write(some);
  for (const { number } of office.cases) {
    await process.says((word) => word.kind === 'state' && word.number === number.id && word.reason === 'storage');
  }
  process.freeDisk();
  await office.write(some);
  await office.expectEverythingKept(process);
});

test.each(['journal', 'archive'] as const)(
  'nothing is lost or doubled while the %s fails now and then',
  patience,
  async (what) => {
    await office.write(some);
    await using process = office.start();
    await process.connected();
    process.order({ kind: 'break', what, times: 12 });
    await office.write(some);
    await office.expectEverythingKept(process);
  },
);

test(
  `nothing is lost or doubled while the process is frozen for ${frozenFor / 1000} seconds, nor may another take its place`,
  patience,
  async () => {
    await using process = office.start({ keepAlive: 1000 });
    await process.connected();
    const half = office.write(some);
    await office.answers(some);
    process.freeze();
    const thawing = wait(frozenFor);
    await half;
    await using rival = office.start();
    await rival.says(({ kind }) => kind === 'owned');
    await office.write(some);
    await thawing;
    process.thaw();
    await office.expectEverythingKept(process);
  },
);

test(
  'nothing is lost or doubled when the network is cut after the backlog and before its end marker',
  patience,
  async () => {
    for (const receipts of [undefined, 1, some]) {
      await office.write(some);
      for (const { device } of office.cases) {
        office.server.faults.cutBeforeMarker(device, receipts === undefined ? {} : { receipts });
      }
      await using process = office.start();
      await process.connected();
      await office.expectEverythingKept(process);
    }
  },
);

test.each([
  ['doubles', { duplication: 0.5 }, false],
  // What comes before its sender key can't be read at first; the sender's phone is asked for it again.
  ['loses, doubles and delays', { loss: 0.1, duplication: 0.2, delay: 0.2, delayMs: 50 }, true],
] as const)('nothing is lost or doubled on a network that %s', patience, async (_, chances, askedAgain) => {
  await using process = office.start();
  await process.connected();
  for (const { device } of office.cases) office.server.faults.chances(device, chances);
  await office.write(some);
  for (const { device } of office.cases) office.server.faults.chances(device, {});
  // What was lost on the way waits at WhatsApp until the next connection.
  for (const { device } of office.cases) office.server.faults.cut(device);
  await office.expectEverythingKept(process, { askedAgain });
});
