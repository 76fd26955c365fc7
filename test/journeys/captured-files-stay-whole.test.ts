/** A file once kept is never touched again, whatever comes in after it. */
import { randomUUID } from 'node:crypto';
import { admit } from '@atalaia/connector';
import {
  type ConversationId,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  ownerOfPerson,
  type PersonId,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { captureMessages, type Incoming } from '../../monitor/src/capture.ts';
import { asAndroidText, asZip, insuranceChat, type Line, picture } from '../fixtures/chats.ts';
import { type Desk, openDesk } from '../fixtures/import-desk.ts';

const photoLine = (minute: number, name: string): Line => ({
  minute,
  author: 'Marina Vasconcelos',
  text: `${name} (arquivo anexado)`,
});
const zipped = { fileName: 'Conversa do WhatsApp com Otávio Quaresma.zip' };

async function fileOf(desk: Desk, { id, media, sealedFileKey }: Message): Promise<Buffer> {
  if (!media || !sealedFileKey) throw new Error('The file was not kept.');
  const place = { collection: messages.name, id, field: 'sealedFileKey' };
  const bytes = await desk.deps.media.openFile(place, sealedFileKey, media.blob, media.size);
  return Buffer.concat(await Array.fromAsync(bytes ?? []));
}

function withPhoto(photo: Buffer): Incoming {
  const person = randomUUID() as PersonId;
  return {
    ...{ id: randomUUID() as MessageId, number: randomUUID() as NumberId, author: person, from: 'contact' },
    ...{ conversation: randomUUID() as ConversationId, kind: 'image', at: 0, order: 0, origin: 'live', import: null },
    ...{ fingerprint: null, text: '', mentions: [], edited: false, owner: ownerOfPerson(person) },
    file: { name: 'foto.jpg', open: async () => chunked(photo) },
  };
}

async function* chunked(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

test.each(['at once', 'one after the other'])('a message captured twice %s keeps its file readable', async (how) => {
  await using desk = await openDesk();
  const photo = picture(150_000, 5);
  const passed = admit(withPhoto(photo), { kind: 'live', basis: 'contract', mode: 'notice', armed: true }, []);
  if (passed.kind !== 'admitted') throw new Error('The gate is closed.');
  const capture = () => captureMessages(desk.deps, [{ incoming: passed.content, contact: null }]);
  const first = capture();
  if (how === 'one after the other') await first;
  const outcomes = (await Promise.all([first, capture()])).flatMap((captured) => captured.outcomes);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'already-stored']);
  const [stored] = await desk.messages();
  expect(stored && (await fileOf(desk, stored)).equals(photo)).toBe(true);
});

test('files of messages that were stored without them are counted, not silently dropped', async () => {
  await using desk = await openDesk();
  const name = 'IMG-20260309-WA0001.jpg';
  const chat = asAndroidText([...insuranceChat, photoLine(7, name)]);
  await desk.bring(chat.replace(`${name} (arquivo anexado)`, '<Mídia oculta>'));
  const zip = await asZip({ 'Conversa do WhatsApp com Otávio Quaresma.txt': chat, [name]: picture(20_000, 1) });
  expect((await desk.bring(zip, zipped)).counts).toMatchObject({ stored: 0, alreadyStored: 8, media: 1, filesLeft: 1 });
  expect((await desk.bring(chat)).counts).toMatchObject({ alreadyStored: 8, filesLeft: 0 });
});

test('two equal photos of one minute are both kept, however far apart they stand in the export', async () => {
  await using desk = await openDesk();
  const photos = [picture(20_000, 1), picture(20_000, 2)];
  const between = Array.from({ length: 400 }, (_, n) => ({
    minute: 10 + n,
    author: 'Otávio Quaresma',
    text: `Item ${n}`,
  }));
  const chat = [photoLine(5, 'IMG-20260309-WA0001.jpg'), ...between, photoLine(5, 'IMG-20260309-WA0002.jpg')];
  const zip = await asZip({
    'Conversa do WhatsApp com Otávio Quaresma.txt': asAndroidText([...insuranceChat.slice(0, 3), ...chat]),
    'IMG-20260309-WA0001.jpg': photos[0] ?? '',
    'IMG-20260309-WA0002.jpg': photos[1] ?? '',
  });
  expect((await desk.bring(zip, zipped)).counts).toMatchObject({ media: 2, alreadyStored: 0 });
  const kept = (await desk.messages()).filter(({ media }) => media);
  const files = await Promise.all(kept.map((message) => fileOf(desk, message)));
  expect(files.map((file) => photos.findIndex((photo) => photo.equals(file))).toSorted()).toEqual([0, 1]);
  expect((await desk.bring(zip, zipped)).counts).toMatchObject({ stored: 0, alreadyStored: 405 });
});
