/** What erasing one person costs while everything else goes on: how long the event loop is held, and whether destroying keys costs more the more there is. */
import { conversations, erasures, ownerOfPerson, type PersonId } from '@atalaia/storage';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { keepFollowedTo } from '../../monitor/src/capture-order.ts';
import { type ErasureDesk, openErasureDesk } from '../journeys/erasure-desk.ts';
import { fillChat } from './fill-chat.ts';
import { type BenchRow, pairs, same, timed } from './measure.ts';
import { type Holds, watchHolds } from './watch-holds.ts';

/** Of somebody who is erased first: what is done for the first time takes longer. */
const few = 1000;
const many = 100;

/** `sizes`: messages of the person who is erased, each measured by itself. */
export async function rows(sizes: readonly number[]): Promise<BenchRow[]> {
  await using desk = await openErasureDesk();
  const { number, archive } = desk;
  const found: BenchRow[] = [];
  let captured = 0;
  for (const size of sizes) {
    const small = await someoneWhoWrote(desk, few, captured);
    const large = await someoneWhoWrote(desk, size, captured + few);
    captured += few + size;
    // What was captured is old enough to be followed at once; no conduct rule runs here.
    archive.pass(120_000);
    await batchMessages(archive.deps, number);
    await keepFollowedTo(archive.deps, 'conduct', number, captured);
    await archive.follower.catchUp();
    const ofFew = await erased(desk, small);
    const ofAll = await erased(desk, large);
    const name = size.toLocaleString('en');
    const perMessage = (ofAll.ms * 1000) / size;
    found.push({
      work: `erase a person with ${name} messages: longest hold of the event loop`,
      ratio: same(ofAll.holds.longestMs),
      goal: { most: 20 },
      unit: 'ms of processor time',
      note:
        `99.9 % of its turns below ${ofAll.holds.usualMs.toFixed(1)} ms, by the clock at most ${ofAll.holds.longestByClockMs.toFixed(0)} ms; ` +
        `${perMessage.toFixed(0)} µs a message, from the preview to the end; ` +
        `certificate to keys gone ${ofAll.keysMs.toFixed(0)} ms, of ${few.toLocaleString('en')} messages ${ofFew.keysMs.toFixed(0)} ms`,
    });
  }
  const keys = await pairs(
    'keys of many',
    () => shredding(desk, many),
    () => shredding(desk, 1),
  );
  found.push({
    work: `destroy the keys of ${many} people at once, against one person's`,
    ratio: keys.ratio,
    goal: { most: 10 },
    unit: '× the time',
    note: `${keys.measured.toFixed(1)} ms against ${keys.reference.toFixed(1)} ms: the same disk syncs`,
  });
  return found;
}

/** A contact and all that the two wrote to each other; `sequence`: of the first message on the number. */
async function someoneWhoWrote({ archive, number, agent }: ErasureDesk, count: number, sequence: number) {
  const contact = await archive.addPerson(`Contato ${sequence}`, 'contact', number, `+55119${80_000_000 + sequence}`);
  const chat = await archive.addChat(number, contact, [contact, agent]);
  const conversation = (await archive.deps.records.get(conversations, chat))?.doc;
  if (!conversation) throw new Error('The chat is not kept.');
  await fillChat(archive.deps, conversation, count, sequence);
  return contact;
}

async function erased(desk: ErasureDesk, person: PersonId) {
  const { records, feed } = desk.deps;
  let answeredAt = 0;
  let keysMs = 0;
  using _watching = feed.subscribe((event) => {
    if (event.kind !== 'erasure-changed') return;
    const at = performance.now();
    void records.get(erasures, event.id).then((found) => {
      if (found?.doc.state === 'answered') answeredAt = at;
      if (found?.doc.state === 'shredded') keysMs = at - answeredAt;
    });
  });
  const watching = watchHolds();
  const ms = await timed(async () => {
    const { state } = await desk.erase({ kind: 'person', person });
    if (state !== 'erased') throw new Error(`The erasure is ${state}.`);
  });
  const holds: Holds = watching.end();
  return { ms, keysMs, holds };
}

/** How long it takes to destroy the keys of so many new people; making them is not counted. */
async function shredding({ deps }: ErasureDesk, count: number): Promise<number> {
  const people = Array.from({ length: count }, () => deps.newId() as PersonId);
  for (const person of people) await deps.vault.keyOf(ownerOfPerson(person));
  return timed(() => deps.vault.shred(people));
}
