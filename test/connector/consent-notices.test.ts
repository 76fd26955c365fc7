/** When a notice is due, to whom, in which language; and what proves that it came. */
import type { PersonId } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageFor } from '../../connector/src/consent/language.ts';
import { sentBefore } from '../../connector/src/whatsapp/outbox.ts';
import { armed, consentChat, emptyJournal, notice, noticeEn, noticePt, toldChat } from './consent-chat.ts';
import { bruno, carla, group, own } from './stanza.ts';

let home: Awaited<ReturnType<typeof emptyJournal>>;
beforeAll(async () => {
  home = await emptyJournal();
});
afterAll(() => home[Symbol.asyncDispose]());

function wrote(settings: Parameters<typeof consentChat>[1] = {}) {
  const chat = consentChat(home.journal, settings);
  chat.contact('oi');
  chat.known();
  return chat;
}

const DAY = 86_400;

describe('a notice is due', () => {
  it('to a contact who wrote, once they are known, and only one is under way', () => {
    const chat = consentChat(home.journal);
    chat.contact('oi');
    expect(chat.plan()).toBeUndefined();
    chat.known();
    const id = chat.plan() ?? '';
    expect(chat.outbox()).toMatchObject([
      { id, kind: 'notice', state: 'planned', text: noticePt.text, hash: noticePt.hash },
    ]);
    for (const step of [
      () => chat.contact('oi?'),
      () => chat.ack(id),
      () => chat.contact('alô'),
      () => chat.receipt(id),
    ]) {
      step();
      expect(chat.plan()).toBeUndefined();
    }
  });

  it('in a chat that an agent opened', () => {
    const chat = consentChat(home.journal);
    chat.agent('Bom dia, Bruno');
    chat.known();
    expect(chat.plan()).toBeDefined();
  });

  it('again the next day if it did not arrive', () => {
    const chat = wrote();
    chat.ack(chat.plan() ?? '');
    chat.pass(DAY);
    expect(chat.plan()).toBeDefined();
  });

  it.each(['excluded', 'restricted', 'suppressed', 'locked'] as const)('never to somebody who is %s', (state) => {
    const chat = wrote();
    chat.known({ state });
    expect(chat.plan()).toBeUndefined();
  });

  it('never to somebody who may be one who objected', () => {
    const chat = wrote();
    chat.known({ perhaps: [{ person: 'person-other-0000' as PersonId, state: 'suppressed', notice: 'refused' }] });
    expect(chat.plan()).toBeUndefined();
  });

  it('never to somebody who refused, but where the record goes on', () => {
    for (const [basis, due] of [
      ['consent', false],
      ['legitimate-interest', false],
      ['legal-obligation', true],
    ] as const) {
      const { chat } = toldChat(home.journal, { basis });
      chat.contact('SAIR');
      chat.pass(DAY);
      chat.change({ notices: [notice('pt-BR', 'Mudou.', 2)] });
      expect({ basis, due: chat.plan() !== undefined }).toEqual({ basis, due });
    }
  });

  it('in no group that is not allowed', () => {
    const { chat } = toldChat(home.journal, { groups: [group] });
    chat.member(group, bruno, 'oi');
    chat.change({ groups: [] });
    expect(chat.plan(group)).toBeUndefined();
  });
});

describe('a notice is renewed', () => {
  it('after a change that matters, at the next conversation; the old one stands until the new one arrived', () => {
    const { chat } = toldChat(home.journal);
    chat.pass(DAY);
    chat.change({ notices: [notice('pt-BR', 'Mudou.', 2)] });
    expect(chat.contact('oi de novo').fate).toBe('stored');
    const id = chat.plan() ?? '';
    chat.ack(id);
    expect(chat.contact('ainda a caminho').fate).toBe('stored');
    chat.receipt(id);
    expect(chat.standing().notified).toMatchObject({ generation: 2 });
    expect(chat.contact('depois').fate).toBe('stored');
    expect(chat.plan()).toBeUndefined();
  });

  it('after so many months since it arrived, and not before', () => {
    const { chat } = toldChat(home.journal, { renewAfterMonths: 6 });
    chat.pass(180 * DAY);
    expect(chat.plan()).toBeUndefined();
    chat.pass(6 * DAY);
    expect(chat.plan()).toBeDefined();
  });
});

describe('its language', () => {
  it.each([
    ['+5511988880101', 'pt-BR'],
    ['+351915550102', 'pt-BR'],
    ['+5491133330000', 'es'],
    ['+34600000000', 'es'],
    ['+17875550100', 'es'],
    ['+12025550100', 'en'],
    ['+442079460000', 'en'],
    ['+4930123456', 'pt-BR'],
  ] as const)('of %s is %s', (phone, language) => {
    expect(languageFor(armed, { kind: 'contact' }, { phone, language: null })).toBe(language);
  });

  it('is the one that the contact chose; in a group and without a phone number that of the number', () => {
    expect(languageFor(armed, { kind: 'contact' }, { phone: '+5511988880101', language: 'en' })).toBe('en');
    expect(languageFor(armed, { kind: 'group' }, { phone: '+12025550100', language: 'en' })).toBe('pt-BR');
    expect(languageFor(armed, { kind: 'contact' }, { phone: null, language: null })).toBe('pt-BR');
  });

  it('gives way to another if there is no notice in it', () => {
    const chat = wrote({ notices: [noticeEn] });
    chat.plan();
    expect(chat.outbox()[0]?.text).toBe(noticeEn.text);
  });
});

describe('the proof', () => {
  it('shows text, hash, message id, accepted, delivered and read, from the raw attributes', () => {
    const { chat, notice: id } = toldChat(home.journal);
    chat.receipt(id, { type: 'read' });
    expect(chat.outbox('notice')).toMatchObject([
      { id, state: 'read', proof: [{ class: 'message' }, { from: bruno.lid }, { type: 'read' }] },
    ]);
    expect(chat.timeline()).toEqual(['notice-accepted', 'notice-delivered', 'notice-read']);
    for (const event of chat.events()) {
      expect(event).toMatchObject({ text: noticePt.text, hash: noticePt.hash, message: id, notice: noticePt.id });
    }
    const ids = chat.events().map((event) => ('id' in event ? event.id : ''));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('told twice changes nothing', () => {
    const { chat, notice: id } = toldChat(home.journal);
    const receipt = chat.outbox('notice')[0]?.proof[1] ?? {};
    const before = [chat.outbox(), chat.events(), chat.standing()];
    chat.receipt(id, receipt);
    chat.ack(id);
    expect([chat.outbox(), chat.events(), chat.standing()]).toEqual(before);
  });

  it.each([
    ['accepted', 'stored', 'stored', 'stored'],
    ['delivered', 'withheld', 'stored', 'stored'],
    ['read', 'withheld', 'withheld', 'stored'],
  ] as const)('where "%s" counts as told, messages after each stage are %s, %s, %s', (notifiedBy, ...fates) => {
    const chat = wrote({ notifiedBy });
    const id = chat.plan() ?? '';
    const steps = [() => chat.ack(id), () => chat.receipt(id), () => chat.receipt(id, { type: 'read' })];
    const seen = steps.map((step) => {
      step();
      return chat.contact('oi').fate;
    });
    expect(seen).toEqual(fates);
  });

  it('does not come from our own devices, from somebody else, or from a request to send again', () => {
    const chat = wrote();
    chat.member(group, carla, 'não permitido');
    const id = chat.plan() ?? '';
    chat.ack(id);
    chat.apply([chat.journal().alias.put(`lid:${carla.lid.split('@')[0]}`, 'party-of-carla')]);
    chat.apply([chat.journal().party.put({ ...chat.party(), id: 'party-of-carla' })]);
    chat.receipt(id, { from: own.pn });
    chat.receipt(id, { from: own.lid ?? '' });
    chat.receipt(id, { from: carla.lid });
    chat.receipt(id, { type: 'retry' });
    chat.receipt(id, { type: 'server-error' });
    expect(chat.outbox()[0]?.state).toBe('accepted');
    expect(chat.standing().notified).toBeNull();
  });

  it('tells nobody before WhatsApp had the notice, whatever time a receipt says', () => {
    const chat = wrote();
    const id = chat.plan() ?? '';
    chat.ack(id);
    const accepted = chat.now() / 1000;
    chat.receipt(id, { t: '1' });
    expect(chat.standing().notified).toMatchObject({ fromT: accepted, arrivedT: accepted });
  });

  it('counts from now where a receipt does not say when', () => {
    const chat = wrote();
    const id = chat.plan() ?? '';
    chat.ack(id);
    chat.receipt(id, { t: '' });
    expect(chat.standing().notified?.fromT).toBe(chat.now() / 1000);
  });
});

describe('a refusal by WhatsApp', () => {
  it('463 stops all notices until a human resumes; then the next message makes one due', () => {
    const chat = wrote();
    const id = chat.plan() ?? '';
    chat.ack(id, { error: '463' });
    expect(chat.outbox()[0]).toMatchObject({ state: 'refused', error: '463' });
    expect(chat.alerts()).toEqual(['outreach-refused']);
    expect(chat.timeline()).toEqual(['notice-refused-by-whatsapp']);
    chat.pass(2 * DAY);
    expect(chat.contact('oi?').fate).toBe('withheld');
    expect(chat.plan()).toBeUndefined();
    chat.apply([chat.journal().self.remove('outreach')]);
    expect(chat.plan()).toBeDefined();
  });

  it('479 is not tried again before the next day', () => {
    const chat = wrote();
    chat.ack(chat.plan() ?? '', { error: '479' });
    expect(chat.alerts()).toEqual([]);
    expect(chat.plan()).toBeUndefined();
    chat.pass(DAY);
    expect(chat.plan()).toBeDefined();
  });
});

describe('in a group', () => {
  const dora = { pn: '5511988880104@s.whatsapp.net', lid: '900000000000104@lid' };

  function posted() {
    const chat = consentChat(home.journal, { groups: [group] });
    const knows = (who: typeof bruno) =>
      chat.apply([chat.journal().party.put({ ...chat.party(who.pn), person: `person-of-${who.lid}` as PersonId })]);
    chat.member(group, carla, 'oi gente');
    knows(carla);
    const id = chat.plan(group, carla.pn) ?? '';
    chat.ack(id, { from: group });
    return { chat, id, knows };
  }

  it('each member is told by their own receipt, also who never wrote', () => {
    const { chat, id, knows } = posted();
    expect(chat.member(group, carla, 'ainda não').fate).toBe('withheld');
    chat.receipt(id, { from: group, participant: carla.lid });
    chat.receipt(id, { from: group, participant: bruno.pn });
    expect(chat.member(group, carla, 'agora').fate).toBe('stored');
    // Bruno is met with this message; the program says who he is, and his next one is kept.
    expect(chat.member(group, bruno, 'sou novo').fate).toBe('withheld');
    knows(bruno);
    expect(chat.member(group, bruno, 'e agora').fate).toBe('stored');
    const his = chat.events().filter((event) => event.kind === 'consent' && event.id.endsWith(chat.party(bruno.pn).id));
    expect(his.map((event) => event.kind === 'consent' && event.event)).toEqual([
      'notice-sent',
      'notice-accepted',
      'notice-delivered',
    ]);
  });

  it('who joins later is withheld until the next notice, at most one a day', () => {
    const { chat, id, knows } = posted();
    chat.receipt(id, { from: group, participant: carla.lid });
    expect(chat.member(group, dora, 'cheguei').fate).toBe('withheld');
    knows(dora);
    expect(chat.plan(group, dora.pn)).toBeUndefined();
    chat.pass(DAY);
    expect(chat.member(group, dora, 'oi?').fate).toBe('withheld');
    const second = chat.plan(group, dora.pn) ?? '';
    chat.ack(second, { from: group });
    chat.receipt(second, { from: group, participant: dora.lid });
    expect(chat.member(group, dora, 'obrigada').fate).toBe('stored');
    expect(chat.member(group, carla, 'bem-vinda').fate).toBe('stored');
  });
});

describe('what was sent', () => {
  it('is given to a device that asks again for a quarter of an hour, and nothing else ever', () => {
    const { chat, notice: id } = toldChat(home.journal);
    const ask = (which: string) => sentBefore(chat.journal(), which, chat.now());
    expect(ask(id)).toEqual({ extendedTextMessage: { text: noticePt.text } });
    expect(ask('3EB0UNKNOWN')).toBeUndefined();
    chat.pass(16 * 60);
    expect(ask(id)).toBeUndefined();
  });
});
