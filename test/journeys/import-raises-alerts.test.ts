/** An imported chat is screened: one historical alert an episode, by the time of the messages. */
import { alerts, messages } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { sweepPending } from '../../monitor/src/sweep-pending.ts';
import { entriesOf } from '../fixtures/audit-entries.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { asAndroidText, insuranceChat, type Line } from '../fixtures/chats.ts';
import { openDesk } from '../fixtures/import-desk.ts';

const day = 24 * 60;
const say = (minute: number, text: string, author = 'Marina Vasconcelos'): Line => ({ minute, author, text });
const hello = say(0, 'Bom dia', 'Otávio Quaresma');

test('hits within 24 hours of each other are one alert, and the worst of them gives its severity', async () => {
  await using desk = await openDesk();
  const heard: string[] = [];
  using _subscription = desk.deps.feed.subscribe(({ kind, fields }) => {
    if (kind.startsWith('alert-')) heard.push(`${kind} ${fields?.['severity']} ${fields?.['historical']}`);
  });
  const { counts } = await desk.bring(
    asAndroidText([
      hello,
      say(1, 'me chama no zap pessoal'),
      say(day - 5, 'combinamos a propina'),
      say(2 * day - 10, 'no zap pessoal, tá?'),
      say(3 * day + 5, 'zap pessoal de novo'),
    ]),
  );
  expect(counts.alerts).toBe(2);
  const raised = (await desk.alerts()).toSorted((a, b) => a.firstAt - b.firstAt);
  expect(raised).toMatchObject([
    { severity: 'critical', hitCount: 3, origin: 'import', state: 'open' },
    { severity: 'medium', hitCount: 1, origin: 'import', state: 'open' },
  ]);
  expect(heard).toEqual(['alert-raised critical true', 'alert-raised medium true']);
});

test('a rule that only tags marks the words and raises nothing', async () => {
  await using desk = await openDesk();
  const { counts } = await desk.bring(asAndroidText([hello, say(2, 'A placa é JXK4D29')]));
  expect(counts.alerts).toBe(0);
  const tagged = (await desk.messages()).at(-1);
  expect(tagged && (await desk.hits(tagged))).toMatchObject([{ start: 10, end: 17, alert: null, severity: 'low' }]);
});

test('words that somebody made the title of a group are screened, under nobody’s name', async () => {
  await using desk = await openDesk();
  const { counts } = await desk.bring(
    asAndroidText([
      {
        minute: 0,
        author: null,
        text: 'Marina Vasconcelos mudou o nome do grupo de "Vendas" para "zap pessoal, Otávio"',
      },
      hello,
      say(1, 'Bom dia'),
    ]),
  );
  expect(counts.alerts).toBe(1);
  expect(await desk.alerts()).toMatchObject([{ person: null, hitCount: 1, severity: 'medium' }]);
  const [line] = await desk.messages();
  expect(line && (await desk.hits(line))).toHaveLength(1);
});

test('a plain note of WhatsApp raises nothing', async () => {
  await using desk = await openDesk();
  const notes = ['Marina Vasconcelos criou o grupo "Vendas"', 'Marina Vasconcelos adicionou Otávio Quaresma'];
  const lines = notes.map((text, minute) => ({ minute, author: null, text }));
  expect((await desk.bring(asAndroidText([...lines, say(3, 'Bom dia'), say(4, 'Oi')]))).counts.alerts).toBe(0);
});

test('a hit after the decision begins a new episode; before it, it joins', async () => {
  await using desk = await openDesk();
  const chat = [hello, say(1, 'no zap pessoal')];
  await desk.bring(asAndroidText(chat));
  chat.push(say(2, 'ainda no zap pessoal'));
  expect((await desk.bring(asAndroidText(chat))).counts.alerts).toBe(0);
  const [first] = await desk.alerts();
  expect(first).toMatchObject({ hitCount: 2 });
  await changeDocument(desk.deps.records, alerts, first?.id ?? '', { state: 'dismissed' });

  chat.push(say(3, 'e outra vez no zap pessoal'));
  expect((await desk.bring(asAndroidText(chat))).counts.alerts).toBe(1);
  expect((await desk.alerts()).map(({ state }) => state).toSorted()).toEqual(['dismissed', 'open']);
});

test('what was captured and not screened is screened at the next start, once', async () => {
  await using desk = await openDesk();
  const done = await desk.bring(asAndroidText(insuranceChat));
  const before = await desk.alerts();
  for (const { id } of await desk.messages()) {
    await changeDocument(desk.deps.records, messages, id, { screening: 'pending' });
  }
  expect(await sweepPending(desk.deps)).toBe(0);
  expect(await desk.alerts()).toEqual(before);
  expect((await desk.messages()).every(({ screening }) => screening === 'screened')).toBe(true);
  const acts = await entriesOf(desk.deps.records, done.number);
  expect(acts.filter(({ act }) => act === 'alert-raised')).toHaveLength(1);
});
