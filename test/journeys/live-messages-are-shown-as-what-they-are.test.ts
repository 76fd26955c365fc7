/** What happens to a live message stands with it in the conversation: nothing is overwritten, nothing is guessed. */
import { alerts, messages, placeOf } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readAlert } from '../../monitor/src/alert/read.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { personCode } from '../../monitor/src/person/label.ts';
import { type Archive, openArchive, user } from './archive.ts';
import { announced, type LiveChat, openLiveChat, putOnRoster, stanzaTarget, text } from './live-chat.ts';

const gil = user('gil', ['manager'], null);

async function opened(archive: Archive, chat: LiveChat, more: object = {}) {
  return readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: chat.conversation, ...more });
}

async function rows(archive: Archive, chat: LiveChat) {
  const found = await archive.deps.records.find(messages, {
    index: 'byConversation',
    equals: { conversation: chat.conversation },
    limit: 1000,
  });
  return found.items.map(({ doc }) => doc);
}

test('an edit is a version of its message, a deletion keeps the original, and each is a row of its own', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const asked = await chat.hears(text('chego às dez'));
  await chat.hears({ kind: 'edit', target: stanzaTarget, text: 'chego às onze' }, { target: asked });
  await chat.hears({ kind: 'edit', target: stanzaTarget, text: 'não chego mais' }, { target: asked });
  const gone = await chat.hears(text('esqueça'));
  await chat.hears({ kind: 'revoke', target: stanzaTarget }, { target: gone });
  const before = await rows(archive, chat);
  await chat.hearsAgain();
  expect(await rows(archive, chat)).toEqual(before);
  expect(before).toHaveLength(5);

  const page = await opened(archive, chat);
  expect(page.messages.map((message) => message.text)).toEqual(['chego às dez', 'esqueça']);
  const [edited, revoked] = page.messages;
  expect(edited?.edited).toBe(true);
  expect(edited?.aftermath.edits.map((version) => version.text)).toEqual(['chego às onze', 'não chego mais']);
  expect(revoked?.aftermath.revoked).toMatchObject({ at: chat.at(50), author: { id: chat.contact } });
  // Opened at an edit, the page opens at its message.
  const at = before.find(({ kind }) => kind === 'edit');
  expect((await opened(archive, chat, { around: at?.id })).messages.map(({ id }) => id)).toContain(edited?.id);
});

test('whom a message mentions is a place in it: the words of one hold no number of another', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const caio = await archive.addPerson('Caio Nogueira', 'contact', chat.number);
  const mentions = [{ person: caio, name: '5521955554444' }];
  await chat.hears(text('@5521955554444 manda a senha do banco'), { mentions });
  const [row] = await rows(archive, chat);
  const { sealedText } = row ?? {};
  const stored =
    row && sealedText && (await archive.deps.vault.openText(placeOf(messages, row.id, 'sealedText'), sealedText));
  expect(stored).toBe('@\uFFFC0\uFFFC manda a senha do banco');
  const [shown] = (await opened(archive, chat)).messages;
  expect(shown?.text).toBe(`@${personCode(caio)} manda a senha do banco`);
  expect(shown?.hits).toMatchObject([{ start: 14, end: 28 }]);
});

test('an edit is screened by itself: its hit joins the alert and shows in the version', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const said = await chat.hears(text('bom dia'));
  await chat.hears({ kind: 'edit', target: stanzaTarget, text: 'manda a senha do banco' }, { target: said });
  const page = await opened(archive, chat);
  const [version] = page.messages[0]?.aftermath.edits ?? [];
  expect(version?.hits).toMatchObject([{ start: 8, end: 22 }]);
  const edit = (await rows(archive, chat)).find(({ kind }) => kind === 'edit');
  const { items } = await archive.deps.records.find(alerts, {
    index: 'byConversation',
    equals: { conversation: chat.conversation, origin: 'live', state: 'open' },
    limit: 10,
  });
  expect(items).toHaveLength(1);
  const alert = items[0]?.doc;
  expect(alert?.message).toBe(edit?.id);
  const detail = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: alert?.id ?? '' });
  expect(detail.page.messages.some((message) => message.aftermath.edits.some(({ id }) => id === detail.message))).toBe(
    true,
  );
});

test('nobody but the writer edits a message: an edit by another stands alone and changes nothing', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const ours = await chat.hears(text('o preço é 100'), { by: 'us' });
  await chat.hears({ kind: 'edit', target: stanzaTarget, text: 'o preço é 1' }, { target: ours });
  const page = await opened(archive, chat);
  expect(page.messages.map(({ kind, edited }) => [kind, edited])).toEqual([
    ['text', false],
    ['edit', false],
  ]);
});

test('reactions, votes, quotes, forwards and calls are what they are; what nobody can read is kept and shown safely', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const poll = await chat.hears({ kind: 'poll', text: 'Qual dia, Marina Lopes?\nSegunda\nTerça' }, { by: 'us' });
  await chat.hears({ kind: 'poll-vote', target: stanzaTarget, text: 'Segunda' }, { target: poll });
  await chat.hears({ kind: 'poll-vote', target: stanzaTarget, text: 'Terça' }, { target: poll });
  await chat.hears({ kind: 'reaction', target: stanzaTarget, emoji: '👍' }, { target: poll });
  await chat.hears({ kind: 'reaction', target: stanzaTarget, emoji: '❤️' }, { target: poll });
  await chat.hears(text('pode ser'), { quotes: poll, forwarded: true });
  await chat.hears(text('e essa?'), { quotes: { ...poll, id: 'before the notice' } });
  await chat.hears({ kind: 'call', text: 'voz · perdida' });
  await chat.hears({ kind: 'unreadable', bytes: Uint8Array.of(0xff, 0x00, 0xd8) });
  await chat.hears({ kind: 'view-once' });
  const [asked, answered, unkept, call, unreadable, once] = (await opened(archive, chat)).messages;
  expect(asked?.text).toBe('Qual dia, ••••••••••••?\nSegunda\nTerça');
  expect(asked?.aftermath.options.map(({ text: option, voters }) => [option, voters.length])).toEqual([
    ['Segunda', 0],
    ['Terça', 1],
  ]);
  expect(asked?.aftermath.reactions).toMatchObject([{ emoji: '❤️', author: { id: chat.contact, name: null } }]);
  expect(answered).toMatchObject({ forwarded: true, quotes: { kind: 'kept', text: asked?.text, from: 'agent' } });
  expect(unkept?.quotes).toEqual({ kind: 'not-kept' });
  expect(call).toMatchObject({ kind: 'call', text: 'voz · perdida' });
  expect(unreadable).toMatchObject({ kind: 'unreadable', text: '', damaged: false });
  expect(once).toMatchObject({ kind: 'view-once', viewOnce: true, file: 'none' });
  const kept = (await rows(archive, chat)).find(({ kind }) => kind === 'unreadable');
  if (!kept?.sealedText) throw new Error('It was not kept.');
  const place = { collection: 'messages', id: kept.id, field: 'sealedText' };
  expect([...((await archive.deps.vault.open(place, kept.sealedText)) ?? [])]).toEqual([0xff, 0x00, 0xd8]);
});

test('a file is on its way, then kept beside its message or known to be gone; keeping it again changes nothing', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const photo = await chat.hears(announced('image', 'foto.jpg'));
  const voice = await chat.hears(announced('audio', null, true));
  const files = async () => (await opened(archive, chat)).messages.map(({ file, viewOnce }) => [file, viewOnce]);
  expect(await files()).toEqual([
    ['pending', false],
    ['pending', true],
  ]);
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  let fetched = 0;
  const file = { number: chat.number, contact: chat.contact, at: chat.at(60), order: 90 };
  const keep = () =>
    chat.live.keepFile({
      ...file,
      kind: 'file-kept',
      of: photo,
      fileName: 'foto.jpg',
      async open() {
        fetched += 1;
        return (async function* () {
          yield jpeg;
        })();
      },
    });
  await keep();
  await keep();
  await chat.live.keepFile({ ...file, kind: 'file-expired', of: voice });
  expect(fetched).toBe(1);
  expect(await files()).toEqual([
    ['kept', false],
    ['expired', true],
  ]);
  const { media } = (await opened(archive, chat)).messages[0] ?? {};
  const row = (await rows(archive, chat)).find(({ id }) => id === media?.id);
  if (!row?.media || !row.sealedFileKey) throw new Error('The file was not kept.');
  const place = { collection: 'messages', id: row.id, field: 'sealedFileKey' };
  const bytes = await archive.deps.media.openFile(place, row.sealedFileKey, row.media.blob, row.media.size);
  expect(Buffer.concat(await Array.fromAsync(bytes ?? []))).toEqual(jpeg);
});

test('who wrote for the company is known by device, else by roster if only one fits, else only the number is', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const ana = await archive.addPerson('Ana', 'agent', chat.number);
  const bia = await archive.addPerson('Bia', 'agent', chat.number);
  const caio = await archive.addPerson('Caio', 'agent', chat.number);
  await putOnRoster(archive, chat.number, ana, { device: 0 });
  await putOnRoster(archive, chat.number, bia, { from: chat.at(15) });
  await putOnRoster(archive, chat.number, caio, { from: chat.at(35) });
  await chat.hears(text('do celular'), { by: 'us' });
  await chat.hears(text('do computador'), { by: 'us', device: 3 });
  await chat.hears(text('do computador, ainda'), { by: 'us', device: 3 });
  await chat.hears(text('de dois possíveis'), { by: 'us', device: 3 });
  const { messages: shown } = await opened(archive, chat);
  expect(shown.map(({ author, attribution, from }) => [author?.id ?? null, attribution, from])).toEqual([
    [ana, 'device', 'agent'],
    [bia, 'roster', 'agent'],
    [bia, 'roster', 'agent'],
    [null, 'number', 'agent'],
  ]);
});

test('in a group words are under their author’s key, and the company’s where the agent is not known', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const group = await chat.live.conversationOfGroup(chat.number, '120363000000000001@g.us', 'Obra da Vila');
  expect(await chat.live.conversationOfGroup(chat.number, '120363000000000001@g.us', 'Obra nova')).toBe(group);
  const inGroup = { contact: null };
  await chat.hears(text('oi, grupo'), { ...inGroup, ref: { conversation: group, author: chat.contact, id: 'A1' } });
  await chat.hears(text('oi, Marina'), { ...inGroup, device: 2, ref: { conversation: group, author: 'us', id: 'A2' } });
  const read = () => readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: group });
  expect(await read()).toMatchObject({ title: 'Obra nova', messages: [{ text: 'oi, grupo' }, { text: 'oi, ••••••' }] });
  await archive.deps.vault.shred([chat.contact]);
  expect((await read()).messages.map((message) => message.text)).toEqual([null, 'oi, Marina']);
});

test('the secret of a message opens for its edits, and goes with its person', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const secret = Uint8Array.from({ length: 32 }, (_, k) => k);
  const said = await chat.hears(text('oi'), { secret });
  const bare = await chat.hears(text('sem segredo'));
  const poll = await chat.hears({ kind: 'poll', text: 'Dia?\nA\nB' });
  expect([...((await chat.live.secretOf(said)) ?? [])]).toEqual([...secret]);
  expect(await chat.live.secretOf(bare)).toBeUndefined();
  expect(await chat.live.secretOf({ ...said, id: 'never kept' })).toBeUndefined();
  expect(await chat.live.pollOf(poll)).toBe('Dia?\nA\nB');
  expect(await chat.live.pollOf(said)).toBeUndefined();
  await archive.deps.vault.shred([chat.contact]);
  expect(await chat.live.secretOf(said)).toBeUndefined();
  await chat.hears(text('depois da eliminação'));
  expect(await rows(archive, chat)).toHaveLength(3);
});
