/** From a phone's keyboard to the archive, through the local WhatsApp server: every kind of message as what it is. */
import { createHash } from 'node:crypto';
import type { LiveMessage, NumberLink } from '@atalaia/connector';
import type { NoticeId } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { Account, Group, WhatsAppServer } from '../whatsapp/server/types.ts';
import { linkByQr, type Office, openOffice, settingsOf } from './number.ts';

let server: WhatsAppServer;
let company: Account;
let agent: Phone;
let office: Office;
let link: NumberLink;
let contacts = 0;

const notice = 'Esta conversa é monitorada.';
const settings = {
  ...settingsOf(cast.company),
  armed: true,
  notices: [{ id: 'notice-1' as NoticeId, language: 'pt-BR' as const, text: notice, hash: 'hash', generation: 1 }],
};

beforeAll(async () => {
  server = await trustedServer({ seed: 7 });
  company = server.account(cast.company);
  agent = openPhone(server, company);
  office = await openOffice(server);
  link = await office.open('number-1', cast.company);
  await linkByQr(link, company);
  link.settle(settings);
});

afterAll(async () => {
  await office[Symbol.asyncDispose]();
  await agent[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Somebody new who wrote once and was told. */
async function told(): Promise<Phone> {
  contacts += 1;
  const phone = openPhone(server, server.account(`55119444${String(contacts).padStart(5, '0')}`, { name: 'Iara' }));
  // Notices go out at a human pace.
  await office.time.pass(30_000);
  await phone.send(company, 'bom dia');
  const got = await phone.receives(({ text }) => text === notice);
  await office.archive.told('consent', ({ event, message }) => event === 'notice-delivered' && message === got.id);
  return phone;
}

async function keptOf(id: string): Promise<LiveMessage> {
  return office.archive.kept(({ ref }) => ref.id === id);
}

describe('of a contact who was told, the archive keeps', () => {
  it('texts, replies, forwards, and the words of our own phone', async () => {
    await using iara = await told();
    const asked = await iara.send(company, 'tem bolo de fubá?');
    const answer = await agent.send(iara.account, 'tem sim', { quote: { id: asked.id, author: iara.account } });
    const passedOn = await iara.send(company, 'olha isso', { forwarded: true });
    const question = await keptOf(asked.id);
    expect(question).toMatchObject({ content: { kind: 'text', text: 'tem bolo de fubá?' }, device: null });
    expect(question.ref.author).toBe(question.contact);
    expect(await keptOf(answer.id)).toMatchObject({
      ref: { author: 'us', conversation: question.ref.conversation },
      content: { text: 'tem sim' },
      device: 0,
      quotes: question.ref,
    });
    expect(await keptOf(passedOn.id)).toMatchObject({ forwarded: true });
    expect(office.archive.messages.some(({ content }) => 'text' in content && content.text === 'bom dia')).toBe(false);
  });

  it.each(['old', 'secret'] as const)(
    'edits in the %s way as versions, and revokes beside the original',
    async (style) => {
      await using iara = await told();
      const { id } = await iara.send(company, 'são 10');
      const edit = await iara.edit(id, 'são 12', { style });
      const revoke = await iara.revoke(id);
      const original = await keptOf(id);
      expect(await keptOf(edit.id)).toMatchObject({ content: { kind: 'edit', text: 'são 12' }, target: original.ref });
      expect(await keptOf(revoke.id)).toMatchObject({ content: { kind: 'revoke' }, target: original.ref });
      expect(original.content).toMatchObject({ text: 'são 10' });
    },
  );

  it('edits of our own phone, too', async () => {
    await using iara = await told();
    const { id } = await agent.send(iara.account, 'custa 10');
    const edit = await agent.edit(id, 'custa 12', { style: 'secret' });
    expect(await keptOf(edit.id)).toMatchObject({
      content: { kind: 'edit', text: 'custa 12' },
      target: { author: 'us', id },
    });
  });

  it('reactions, and votes in polls by the names of their options', async () => {
    await using iara = await told();
    const poll = await agent.send(iara.account, { kind: 'poll', question: 'Quando?', options: ['sábado', 'domingo'] });
    await iara.receives(({ id }) => id === poll.id);
    const vote = await iara.vote(poll.id, ['domingo']);
    const reaction = await iara.react(poll.id, '👍');
    const kept = await keptOf(poll.id);
    expect(kept.content).toMatchObject({ kind: 'poll', text: 'Quando?\nsábado\ndomingo' });
    expect(await keptOf(vote.id)).toMatchObject({ content: { kind: 'poll-vote', text: 'domingo' }, target: kept.ref });
    expect(await keptOf(reaction.id)).toMatchObject({ content: { kind: 'reaction', emoji: '👍' }, target: kept.ref });
  });

  it('files, whole, and counts them', async () => {
    await using iara = await told();
    const bytes = Buffer.from('um recibo qualquer '.repeat(5000));
    const { id } = await iara.send(company, { kind: 'document', bytes, fileName: 'recibo.pdf', caption: 'segue' });
    expect(await keptOf(id)).toMatchObject({ content: { kind: 'file', caption: 'segue', fileName: 'recibo.pdf' } });
    expect(await office.archive.file(id)).toMatchObject({ kind: 'file-kept', fileName: 'recibo.pdf' });
    expect(office.archive.bytesOf(id)).toBe(createHash('sha256').update(bytes).digest('hex'));
    // Days are told every few seconds.
    const counted = office.archive.told('ledger', ({ counts }) => counts.mediaKept === 1 && counts.mediaPending === 0);
    await office.time.waits((milliseconds) => milliseconds === 3000);
    await office.time.pass(3000);
    await counted;
  });

  it('that there was something to be seen once, and a call', async () => {
    await using iara = await told();
    const once = await iara.send(company, { kind: 'image', bytes: Buffer.from('foto'), viewOnce: true });
    const call = await iara.call(company, { video: true });
    call.expire();
    expect(await keptOf(once.id)).toMatchObject({ content: { kind: 'view-once' } });
    expect(await keptOf(call.id)).toMatchObject({ content: { kind: 'call', text: '🎥' } });
    expect(await keptOf(`${call.id}-missed`)).toMatchObject({ content: { kind: 'call' } });
  });

  it('what nobody can read, as it came', async () => {
    await using iara = await told();
    const { id } = await iara.send(company, { kind: 'bytes', bytes: Buffer.from([255, 1, 2, 3]) });
    expect(await keptOf(id)).toMatchObject({ content: { kind: 'unreadable' } });
  });

  it('a message that was damaged on the way, once it has come again', async () => {
    await using iara = await told();
    server.faults.corruptNext(company);
    const { id } = await iara.send(company, 'chegou quebrado');
    expect(await keptOf(id)).toMatchObject({ content: { text: 'chegou quebrado' } });
    const mark = await office.archive.told('withheld', ({ reason }) => reason === 'undecryptable');
    await office.archive.told('recovered', ({ id: recovered }) => recovered === mark.id);
  });
});

describe('in a group that may be captured', () => {
  let group: Group;
  let iara: Phone;
  let tome: Phone;

  beforeAll(async () => {
    iara = await told();
    tome = await told();
    group = server.group('Obra', [iara.account, tome.account, company]);
    link.settle({ ...settings, groups: [group.jid] });
  });

  afterAll(async () => {
    await iara[Symbol.asyncDispose]();
    await tome[Symbol.asyncDispose]();
  });

  it('who was told by the notice there is kept, with edits, reactions and changes of the group', async () => {
    await office.time.pass(30_000);
    const before = await iara.send(group, 'sábado às 8');
    for (const phone of [iara, tome]) {
      const got = await phone.receives(({ text, chat }) => text === notice && chat.kind === 'group');
      await server.ledger.until((entry) => entry.kind === 'acknowledged' && entry.id === got.id);
    }
    await office.archive.told(
      'consent',
      ({ event, conversation }) => event === 'notice-delivered' && conversation === `number-1-${group.jid}`,
    );
    const said = await iara.send(group, 'sábado às 9');
    const edit = await iara.edit(said.id, 'sábado às 10', { style: 'secret' });
    await tome.receives(({ id }) => id === said.id);
    const reaction = await tome.react(said.id, '👍');
    group.rename('Obra da praça');
    group.remove(tome.account);
    const kept = await keptOf(said.id);
    expect(kept).toMatchObject({ contact: null, content: { text: 'sábado às 9' } });
    expect(await keptOf(edit.id)).toMatchObject({ content: { kind: 'edit', text: 'sábado às 10' }, target: kept.ref });
    const reacted = await keptOf(reaction.id);
    expect(reacted).toMatchObject({ content: { kind: 'reaction' }, target: kept.ref });
    expect(reacted.ref.author).not.toBe(kept.ref.author);
    await office.archive.kept(({ content }) => content.kind === 'system' && content.text.includes('Obra da praça'));
    await office.archive.kept(({ content }) => content.kind === 'system' && content.text.includes('−1'));
    expect(office.archive.messages.some(({ ref }) => ref.id === before.id)).toBe(false);
  });
});
