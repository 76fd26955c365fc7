/** An exported chat is stored once, however often and in whatever form it is brought in. */
import { idPattern } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { entriesOf } from '../fixtures/audit-entries.ts';
import { asAndroidText, asZip, insuranceChat, longChat, picture } from '../fixtures/chats.ts';
import { openDesk } from '../fixtures/import-desk.ts';

const agent = 'Marina Vasconcelos';

test('every entry is counted once and kept under the right person', async () => {
  await using desk = await openDesk();
  const { state, counts } = await desk.bring(asAndroidText(insuranceChat));
  expect(state).toBe('done');
  expect(counts).toMatchObject({ entries: 7, messages: 6, systemLines: 1, people: 2, stored: 7, alreadyStored: 0 });
  expect(counts.entries).toBe(counts.stored + counts.alreadyStored + counts.withheld);

  const stored = await desk.messages();
  expect(await Promise.all(stored.map(desk.text))).toEqual(insuranceChat.map(({ text }) => text));
  expect(stored.map(({ from }) => from)).toEqual([
    'unknown',
    'contact',
    'agent',
    'contact',
    'agent',
    'contact',
    'agent',
  ]);
  expect(stored.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  // 17:30 in São Paulo, three hours behind UTC.
  expect(new Date(stored[0]?.at ?? 0).toISOString()).toBe('2026-03-09T20:30:00.000Z');

  const [conversation] = await desk.conversations();
  expect(conversation).toMatchObject({ group: false, messages: 7, firstAt: stored[0]?.at, lastAt: stored[6]?.at });
  const contact = conversation?.contact;
  expect(contact && (await desk.nameOf(contact))).toBe('Otávio Quaresma');
  const people = await desk.persons();
  expect(people.map(({ role }) => role).toSorted()).toEqual(['agent', 'contact']);
  expect(people.every(({ notice }) => notice === 'imported-without-notice')).toBe(true);
});

test('bringing the same chat again stores nothing', async () => {
  await using desk = await openDesk();
  await desk.bring(asAndroidText(insuranceChat));
  const { counts } = await desk.bring(asAndroidText(insuranceChat));
  expect(counts).toMatchObject({ stored: 0, alreadyStored: 7, alerts: 0 });
  expect(await desk.conversations()).toHaveLength(1);
  expect(await desk.persons()).toHaveLength(2);
  expect(await desk.alerts()).toHaveLength(1);
});

test('a chat brought in with another zone is known, and ids stand in the order of time', async () => {
  await using desk = await openDesk();
  const chat = longChat(40, 100);
  await desk.bring(asAndroidText(chat));
  expect((await desk.bring(asAndroidText(chat), { zone: 'Asia/Tokyo' })).counts).toMatchObject({ alreadyStored: 40 });
  const stored = await desk.messages();
  for (const ids of [stored.map(({ id }) => id), stored.map(({ fingerprint }) => fingerprint ?? '')]) {
    expect(ids).toEqual(ids.toSorted());
    expect(ids.every((id) => idPattern.test(id))).toBe(true);
  }
});

test('a longer export adds only what is new, and an export that begins later finds its place', async () => {
  await using desk = await openDesk();
  const all = longChat(600, 1000);
  await desk.bring(asAndroidText(all.slice(0, 250)));
  const longer = await desk.bring(asAndroidText(all.slice(0, 400)));
  expect(longer.counts).toMatchObject({ stored: 150, alreadyStored: 250 });
  const later = await desk.bring(asAndroidText(all.slice(300)));
  expect(later.counts).toMatchObject({ stored: 200, alreadyStored: 100 });
  expect(await desk.conversations()).toMatchObject([{ messages: 600 }]);
});

test('a whole export finds the short one that lies in its middle', async () => {
  await using desk = await openDesk();
  const all = longChat(3000, 5000);
  await desk.bring(asAndroidText(all.slice(1400, 1700)));
  const { counts } = await desk.bring(asAndroidText(all));
  expect(counts).toMatchObject({ stored: 2700, alreadyStored: 300 });
  expect(await desk.conversations()).toHaveLength(1);
});

test('equal messages of one minute are told apart', async () => {
  await using desk = await openDesk();
  const twice = [0, 0, 0, 1].map((minute) => ({ minute, author: agent, text: 'ok' }));
  const chat = [...twice, { minute: 2, author: 'Otávio Quaresma', text: 'ok' }];
  expect((await desk.bring(asAndroidText(chat))).counts.stored).toBe(5);
  expect((await desk.bring(asAndroidText(chat))).counts).toMatchObject({ stored: 0, alreadyStored: 5 });
});

test('the same words sent to two contacts in the same minutes stay two conversations', async () => {
  await using desk = await openDesk();
  const offer = [0, 1, 2, 3].map((minute) => ({ minute, author: agent, text: `Oferta ${minute}` }));
  for (const name of ['Otávio Quaresma', 'Berenice Falcão']) {
    await desk.bring(asAndroidText(offer), { agent, fileName: `Conversa do WhatsApp com ${name}.txt` });
    const answered = [...offer, { minute: 4, author: name, text: 'Obrigado!' }];
    await desk.bring(asAndroidText(answered), { fileName: `Conversa do WhatsApp com ${name}.txt` });
  }
  expect(await desk.conversations()).toMatchObject([{ messages: 5 }, { messages: 5 }]);
  const agents = (await desk.persons()).filter(({ role }) => role === 'agent');
  expect(agents, 'one agent writes in both').toHaveLength(1);
});

test('files are sealed and typed by their bytes, and a chat exported without them is recognised', async () => {
  await using desk = await openDesk();
  const photo = picture(200_000, 7);
  const withMedia = await asZip({
    'Conversa do WhatsApp com Otávio Quaresma.txt': asAndroidText([
      ...insuranceChat,
      { minute: 7, author: agent, text: 'IMG-20260309-WA0001.jpg (arquivo anexado)' },
    ]),
    'IMG-20260309-WA0001.jpg': photo,
  });
  const first = await desk.bring(withMedia, { fileName: 'Conversa do WhatsApp com Otávio Quaresma.zip' });
  expect(first.counts).toMatchObject({ entries: 8, media: 1, stored: 8 });
  const stored = (await desk.messages()).find(({ media }) => media);
  if (!stored?.media || !stored.sealedFileKey) throw new Error('The file was not kept.');
  expect(stored.media).toMatchObject({ type: 'image/jpeg', size: photo.length });
  const place = { collection: 'messages', id: stored.id, field: 'sealedFileKey' };
  const bytes = await desk.deps.media.openFile(place, stored.sealedFileKey, stored.media.blob, stored.media.size);
  expect(Buffer.concat(await Array.fromAsync(bytes ?? [])).equals(photo)).toBe(true);

  const without = asAndroidText([...insuranceChat, { minute: 7, author: agent, text: '<Mídia oculta>' }]);
  expect((await desk.bring(without)).counts).toMatchObject({ stored: 0, alreadyStored: 8 });
});

test('an import names its actor, its basis and its outcome in the audit trail', async () => {
  await using desk = await openDesk();
  const done = await desk.bring(asAndroidText(insuranceChat));
  expect(done).toMatchObject({ by: 'operator:tester', basis: 'exercise-of-rights', staged: null });
  expect(done.sealedRequest).toBeUndefined();
  const acts = await entriesOf(desk.deps.records, done.number);
  expect(acts.map(({ act }) => act)).toEqual(['import-begun', 'alert-raised', 'import-ended']);
});
