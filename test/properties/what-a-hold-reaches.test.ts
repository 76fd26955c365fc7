/** Whether two scopes overlap, compared with looking at every message: one that lies in both makes them overlap, and nothing else does. */
import {
  conversations,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  type PersonId,
  type Scope,
} from '@atalaia/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlap } from '../../monitor/src/scope/overlap.ts';
import { isWithin, reachOf } from '../../monitor/src/scope/reach.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { openArchive } from '../journeys/archive.ts';

const runs = { seed: printedSeed(), numRuns: 400 };

test('two scopes overlap exactly where a message lies in both, in either order', async () => {
  await using archive = await openArchive();
  const { deps } = archive;
  const numbers: NumberId[] = [];
  const people: PersonId[] = [];
  const said: MessageId[] = [];
  const chats = [];
  for (const phone of ['+5511912345671', '+5511912345672']) {
    const number = await archive.addNumber(phone);
    const agent = await archive.addPerson('Agente', 'agent', number);
    const [one, other] = [
      await archive.addPerson('Um', 'contact', number),
      await archive.addPerson('Outro', 'contact', number),
    ];
    const first = await archive.addChat(number, one, [one, agent]);
    const second = await archive.addChat(number, other, [other]);
    const group = await archive.addChat(number, null, [one, other, agent]);
    numbers.push(number);
    people.push(agent, one, other);
    chats.push(first, second, group);
    for (const [chat, author] of [
      [first, one],
      [first, agent],
      [second, other],
      [group, one],
      [group, other],
      [group, agent],
    ] as const) {
      said.push(await archive.say(chat, author, 'bom dia'));
    }
  }
  const all = await Promise.all(said.map(archive.message));
  const [begin, end] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))];

  const scope: fc.Arbitrary<Scope> = fc.oneof(
    fc.constantFrom(...people).map((person) => ({ kind: 'person' as const, person })),
    fc
      .tuple(fc.constantFrom('message' as const, 'file' as const), fc.constantFrom(...said))
      .map(([kind, message]) => ({ kind, message })),
    fc.constantFrom(...chats).map((conversation) => ({ kind: 'conversation' as const, conversation })),
    fc.constantFrom(...numbers).map((number) => ({ kind: 'number' as const, number })),
    fc
      .tuple(
        fc.constantFrom(...numbers),
        fc.option(fc.integer({ min: begin - 1, max: end + 1 }), { nil: null }),
        fc.integer({ min: begin - 1, max: end + 1 }),
      )
      .map(([number, from, until]) => ({ kind: 'period' as const, number, from, until })),
  );
  const contacts = new Map<string, PersonId | null>();
  for (const id of chats) contacts.set(id, (await deps.records.get(conversations, id))?.doc.contact ?? null);
  const inBoth = async (one: Scope, other: Scope): Promise<boolean> => {
    const reaches = [await reachOf(deps, one), await reachOf(deps, other)];
    const lies = (message: Message) =>
      reaches.every((reach) => isWithin(message, contacts.get(message.conversation) ?? null, reach));
    return all.some(lies);
  };

  await fc.assert(
    fc.asyncProperty(scope, scope, async (one, other) => {
      const [a, b] = [await reachOf(deps, one), await reachOf(deps, other)];
      const found = await overlap(deps, a, b);
      expect(await overlap(deps, b, a)).toBe(found);
      // Two periods of one number are compared by their times: what is not written yet may still come to lie in both.
      const timesOnly = [one, other].every(({ kind }) => kind === 'period' || kind === 'number');
      if (timesOnly) expect(found || !(await inBoth(one, other))).toBe(true);
      else expect(found).toBe(await inBoth(one, other));
    }),
    runs,
  );
  expect(await deps.records.count(messages, { index: 'bySequence' })).toEqual(new Map([['all', said.length]]));
});
