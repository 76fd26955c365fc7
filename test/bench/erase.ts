/**
 * What erasing one person costs while everything else goes on: how long the event loop is held, and whether destroying
 * keys costs more the more there is. 100,000 messages; ATALAIA_BENCH_MESSAGES=1000000 asks for more.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { admit } from '@atalaia/connector';
import { type ConversationId, type MessageId, ownerOfPerson, type PersonId } from '@atalaia/storage';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { captureMessages } from '../../monitor/src/capture.ts';
import { type ErasureDesk, openErasureDesk } from '../journeys/erasure-desk.ts';
import { chatText, randomFrom } from './chat-text.ts';
import { type BenchRow, pairs, timed } from './measure.ts';

const MESSAGES = Number(process.env['ATALAIA_BENCH_MESSAGES'] ?? 100_000);
/** People that the messages are divided among: each is erased and measured by itself. */
const PERSONS = 5;
const BATCH = 500;
const MANY = 100;

export async function rows(): Promise<BenchRow[]> {
  await using desk = await openErasureDesk();
  const people: PersonId[] = [];
  for (let n = 0; n < PERSONS; n++) people.push(await someoneWhoWrote(desk, MESSAGES / PERSONS, n));
  await desk.archive.follower.catchUp();
  await desk.archive.conduct.catchUp();
  await batchMessages(desk.deps, desk.number);

  const held: number[] = [];
  const took: number[] = [];
  for (const person of people) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    took.push(
      await timed(async () => {
        const { state } = await desk.erase({ kind: 'person', person });
        if (state !== 'erased') throw new Error(`The erasure is ${state}.`);
      }),
    );
    delay.disable();
    held.push(delay.max / 1e6);
  }
  const sorted = held.toSorted((a, b) => a - b);
  const perMessage = took.reduce((sum, time) => sum + time, 0) / MESSAGES;
  const keys = await pairs(
    'keys of many',
    () => shredding(desk, MANY),
    () => shredding(desk, 1),
  );
  return [
    {
      work: `erase ${PERSONS} people with ${(MESSAGES / PERSONS).toLocaleString('en')} messages each: longest hold of the event loop`,
      ratio: { median: sorted[2] ?? 0, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 },
      goal: { most: 20 },
      unit: 'ms',
      note: `${(perMessage * 1000).toFixed(0)} µs a message, preview to end`,
    },
    {
      work: `destroy the keys of ${MANY} people at once, against one person's`,
      ratio: keys.ratio,
      goal: { most: 10 },
      unit: '× the time',
      note: `${keys.measured.toFixed(1)} ms against ${keys.reference.toFixed(1)} ms: the same disk syncs`,
    },
  ];
}

async function someoneWhoWrote({ archive, number, agent }: ErasureDesk, count: number, n: number): Promise<PersonId> {
  const { deps } = archive;
  const contact = await archive.addPerson(`Contato ${n}`, 'contact', number, `+55119${String(80_000_000 + n)}`);
  const conversation = await archive.addChat(number, contact, [contact, agent]);
  const { lines } = chatText(randomFrom(n), { lines: count, terms: 10 });
  for (let from = 0; from < count; from += BATCH) {
    const batch = lines.slice(from, from + BATCH).map((text, k) => {
      const incoming = messageOf({ number, conversation, author: contact, text, order: from + k, at: deps.clock() });
      return { incoming, contact };
    });
    await captureMessages(deps, batch);
    archive.pass(60_000);
    await new Promise(setImmediate);
  }

  return contact;

  function messageOf(what: {
    readonly number: ErasureDesk['number'];
    readonly conversation: ConversationId;
    readonly author: PersonId;
    readonly text: string;
    readonly order: number;
    readonly at: number;
  }) {
    const admitted = admit(
      {
        id: deps.newId() as MessageId,
        from: 'contact' as const,
        kind: 'text' as const,
        origin: 'live' as const,
        import: null,
        fingerprint: null,
        mentions: [],
        edited: false,
        owner: ownerOfPerson(what.author),
        ...what,
      },
      { kind: 'live', basis: 'legitimate-interest', mode: 'notice', armed: true },
      [],
    );
    if (admitted.kind !== 'admitted') throw new Error('The gate is closed.');
    return admitted.content;
  }
}

/** How long it takes to destroy the keys of so many new people; making them is not counted. */
async function shredding({ deps }: ErasureDesk, count: number): Promise<number> {
  const people = Array.from({ length: count }, () => deps.newId() as PersonId);
  for (const person of people) await deps.vault.keyOf(ownerOfPerson(person));
  return timed(() => deps.vault.shred(people));
}
