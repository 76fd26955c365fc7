/** Agreeing, refusing, leaving: what a contact's word changes, when it counts, and that nothing else changes anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentChat, emptyJournal, toldChat } from './consent-chat.ts';
import { bruno, carla, group } from './stanza.ts';

let home: Awaited<ReturnType<typeof emptyJournal>>;
beforeAll(async () => {
  home = await emptyJournal();
});
afterAll(() => home[Symbol.asyncDispose]());

const told = (settings: Parameters<typeof toldChat>[1] = {}) => toldChat(home.journal, settings);
const optIn = { mode: 'opt-in', basis: 'consent' } as const;

describe('before the notice arrived', () => {
  it('nothing is kept, of the contact or of the agent', () => {
    const chat = consentChat(home.journal);
    expect(chat.contact('segredo')).toMatchObject({ fate: 'withheld', reason: 'not-notified' });
    chat.known();
    expect(chat.agent('oi, Bruno')).toMatchObject({ fate: 'withheld' });
    const id = chat.plan() ?? '';
    expect(chat.contact('mais segredo')).toMatchObject({ fate: 'withheld' });
    chat.ack(id);
    expect(chat.contact('ainda antes')).toMatchObject({ fate: 'withheld' });
    chat.receipt(id);
    expect(chat.contact('agora sim, pode guardar')).toMatchObject({ fate: 'stored' });
    expect(chat.stored()).toHaveLength(1);
  });

  it('a message that was written before and comes later is withheld', () => {
    const { chat } = told();
    const early = String(chat.now() / 1000 - 60);
    expect(chat.contact('atrasada', { t: early })).toMatchObject({ fate: 'withheld', reason: 'not-notified' });
  });

  it('nobody speaks for a number that is not armed, and what was withheld says so', () => {
    const chat = consentChat(home.journal, { armed: false });
    expect(chat.contact('oi')).toMatchObject({ reason: 'not-armed' });
    chat.known();
    expect(chat.plan()).toBeUndefined();
    expect(chat.contact('SAIR')).toMatchObject({ reason: 'not-armed' });
    expect(chat.outbox()).toEqual([]);
    expect(chat.party().answer).toBe('refused');
  });
});

describe('in opt-in', () => {
  it('nothing of the contact is kept until they agree, and the agreement itself is', () => {
    const { chat } = told(optIn);
    expect(chat.contact('SIM')).toMatchObject({ fate: 'stored' });
    expect(chat.contact('quero o azul')).toMatchObject({ fate: 'stored' });
    expect(chat.timeline()).toContain('agreed');
    expect(chat.stored()).toHaveLength(2);
  });

  it.each(['quanto custa?', 'ok', 'bom dia', 'sim, quero o azul', 'não sei'])('%j keeps nothing', (text) => {
    const { chat } = told(optIn);
    expect(chat.contact(text)).toMatchObject({ fate: 'withheld', reason: 'not-agreed' });
    expect(chat.party().answer).toBe('none');
    expect(chat.stored()).toEqual([]);
  });

  it('waits on legitimate interest as well', () => {
    const { chat } = told({ mode: 'opt-in', basis: 'legitimate-interest' });
    expect(chat.contact('quanto custa?')).toMatchObject({ reason: 'not-agreed' });
  });

  it('what was written before the agreement and comes after it stays out', () => {
    const { chat } = told(optIn);
    const early = String(chat.now() / 1000);
    chat.contact('SIM');
    expect(chat.contact('atrasada', { t: early })).toMatchObject({ fate: 'withheld', reason: 'not-agreed' });
  });
});

describe('SAIR', () => {
  it('takes effect with itself, before the next message', () => {
    const { chat } = told();
    expect(chat.contact('bom dia').fate).toBe('stored');
    expect(chat.contact('Sair')).toMatchObject({ fate: 'withheld', reason: 'refused' });
    expect(chat.contact('outra coisa')).toMatchObject({ reason: 'refused' });
    expect(chat.agent('entendido')).toMatchObject({ reason: 'refused' });
  });

  it.each(['consent', 'legitimate-interest', 'contract', 'legal-obligation', 'exercise-of-rights'] as const)(
    'has the effect of its basis: %s',
    (basis) => {
      const { chat } = told({ basis });
      chat.contact('SAIR');
      const must = basis === 'legal-obligation' || basis === 'exercise-of-rights';
      expect(chat.contact('e agora?').fate).toBe(must ? 'stored' : 'withheld');
      expect(chat.alerts()).toEqual(basis === 'consent' ? [] : ['objection']);
      expect(chat.outbox('answer').map(({ text }) => text)).toEqual([
        must
          ? expect.stringContaining('continua sendo guardada')
          : basis === 'consent'
            ? expect.not.stringContaining('outro canal')
            : expect.stringContaining('outro canal'),
      ]);
    },
  );

  it('is confirmed and told once, however often it comes', () => {
    const { chat } = told();
    for (const text of ['SAIR', 'sair', 'PARAR', 'STOP']) chat.contact(text);
    expect(chat.outbox('answer')).toHaveLength(1);
    expect(chat.timeline().filter((event) => event === 'withdrawn')).toHaveLength(1);
    const withdrawn = chat.events().find((event) => event.kind === 'consent' && event.event === 'withdrawn');
    expect(withdrawn).toMatchObject({ text: chat.outbox('answer')[0]?.text, message: chat.outbox('answer')[0]?.id });
  });

  it('is reversed by the contact alone: by renewed consent, from then on only', () => {
    const { chat, notice } = told();
    chat.contact('SAIR');
    chat.contact('sim, manda o azul');
    expect(chat.party().answer).toBe('refused');
    const during = String(chat.now() / 1000);
    expect(chat.contact('SIM', { quotes: notice })).toMatchObject({ fate: 'stored' });
    expect(chat.contact('voltei')).toMatchObject({ fate: 'stored' });
    expect(chat.contact('de quando eu tinha saído', { t: during })).toMatchObject({ reason: 'refused' });
  });

  it('keeps who refused before being told out of a record that the law requires, until they are told', () => {
    const chat = consentChat(home.journal, { basis: 'legal-obligation' });
    expect(chat.contact('SAIR')).toMatchObject({ reason: 'not-notified' });
    chat.known();
    expect(chat.contact('e agora?')).toMatchObject({ reason: 'not-notified' });
    chat.notified();
    expect(chat.contact('oi')).toMatchObject({ fate: 'stored' });
  });
});

describe('a short word', () => {
  it('quoting the notice is an answer at any time', () => {
    const { chat, notice } = told();
    chat.agent('Quer nota?');
    chat.contact('quero');
    chat.agent('Mais alguma coisa?');
    chat.contact('NÃO', { quotes: notice });
    expect(chat.party().answer).toBe('refused');
  });

  it('quoting anything else is not', () => {
    const { chat } = told();
    const asked = chat.agent('Quer nota?');
    chat.contact('NÃO', { quotes: asked.id });
    expect(chat.party().answer).toBe('none');
    expect(chat.outbox('answer')).toEqual([]);
  });

  it('is an answer as the first message after the notice with no agent in between', () => {
    const { chat } = told();
    chat.contact('não');
    expect(chat.party().answer).toBe('refused');
  });

  it('is none after another message of the contact', () => {
    const { chat } = told();
    chat.contact('quero o azul');
    chat.contact('sim');
    expect(chat.party().answer).toBe('none');
  });

  it.each([
    ['Quer nota?', 'Não'],
    ['Posso mandar?', 'Sim'],
    ['¿Algo más?', 'No'],
    ['Shall we?', 'Yes'],
  ])('after an agent asked %j, %j changes nothing', (question, answer) => {
    const { chat } = told();
    chat.agent(question);
    expect(chat.contact(answer).fate).toBe('stored');
    expect(chat.party().answer).toBe('none');
    expect(chat.outbox('answer')).toEqual([]);
  });

  it('that may answer an agent from before the notice is asked about, once', () => {
    const chat = consentChat(home.journal, optIn);
    chat.contact('oi');
    chat.known();
    chat.agent('Quer nota?');
    chat.notified();
    chat.contact('Sim');
    expect(chat.party().answer).toBe('none');
    const [question, ...more] = chat.outbox('answer');
    expect([question?.text, more]).toEqual([expect.stringContaining('SIM ou NÃO'), []]);
    expect(chat.timeline()).toContain('asked-again');
    chat.ack(question?.id ?? '');
    chat.receipt(question?.id ?? '');
    chat.contact('Sim');
    expect(chat.party().answer).toBe('agreed');
  });

  it('in doubt is not asked about twice', () => {
    const { chat, notice } = told(optIn);
    for (const text of ['talvez', 'sim mas não sei', 'ok', 'hum']) chat.contact(text, { quotes: notice });
    expect(chat.outbox('answer')).toHaveLength(1);
  });

  it('in a group counts only where it quotes the notice', () => {
    const chat = consentChat(home.journal, { groups: [group] });
    chat.member(group, carla, 'oi gente');
    chat.apply([chat.journal().party.put({ ...chat.party(carla.pn), person: chat.party(carla.pn).id as never })]);
    const notice = chat.plan(group, carla.pn) ?? '';
    chat.ack(notice, { from: group });
    chat.receipt(notice, { from: group, participant: carla.lid });
    chat.member(group, carla, 'não');
    expect(chat.party(carla.pn).answer).toBe('none');
    chat.member(group, carla, 'não', notice);
    expect(chat.party(carla.pn).answer).toBe('refused');
  });
});

describe('a request', () => {
  it.each([
    ['MEUS DADOS', 'data-asked'],
    ['Apagar', 'erasure-asked'],
  ])('%s opens in the chat, and is answered once a day without any data', (words, alert) => {
    const { chat } = told();
    chat.agent('Posso ajudar?');
    for (let times = 0; times < 5; times += 1) chat.contact(words);
    expect(chat.alerts()).toEqual([alert]);
    expect(chat.outbox('answer')).toHaveLength(1);
    chat.pass(86_400);
    chat.contact(words);
    expect(chat.alerts()).toEqual([alert, alert]);
    expect(chat.party().answer).toBe('none');
  });
});

describe('an agreement that was written before the refusal and comes after it', () => {
  it('changes nothing, also when it quotes the notice', () => {
    const { chat, notice } = told(optIn);
    const early = String(chat.now() / 1000 + 1);
    chat.pass(60);
    chat.contact('SAIR');
    chat.contact('SIM', { t: early, quotes: notice });
    expect(chat.party()).toMatchObject({ answer: 'refused', renewed: false });
    expect(chat.contact('segredo')).toMatchObject({ fate: 'withheld', reason: 'refused' });
  });

  it('is measured by the last refusal, not by the first', () => {
    const { chat } = told(optIn);
    chat.contact('SAIR');
    const between = String(chat.now() / 1000 + 1);
    chat.pass(60);
    chat.contact('SAIR');
    chat.contact('Aceito o registro', { t: between });
    expect(chat.party().answer).toBe('refused');
    expect(chat.outbox('answer')).toHaveLength(1);
    chat.contact('Aceito o registro');
    expect(chat.party()).toMatchObject({ answer: 'agreed', renewed: true });
  });
});

describe('a language', () => {
  it('is switched by its name, and the notice comes again in it', () => {
    const { chat } = told();
    chat.contact('English');
    expect(chat.party().language).toBe('en');
    expect(chat.outbox('notice').map(({ text }) => text)).toEqual([
      'Aviso: esta conversa é guardada.',
      'Notice: this conversation is kept.',
    ]);
    expect(chat.contact('hello').fate).toBe('stored');
  });

  it('is switched later on too, by its name alone', () => {
    const { chat } = told();
    chat.contact('bom dia');
    chat.agent('Bom dia, Bruno');
    chat.contact('quero um orçamento');
    chat.contact('English');
    expect(chat.party().language).toBe('en');
    expect(chat.outbox('notice')).toHaveLength(2);
  });

  it('is not switched by the answer to an agent', () => {
    const { chat } = told();
    chat.agent('Qual curso?');
    chat.contact('Inglês');
    expect(chat.party().language).toBeNull();
  });
});

describe('whoever', () => {
  it('is private is not heard at all', () => {
    const { chat } = told();
    chat.known({ state: 'excluded' });
    expect(chat.contact('SAIR').fate).toBe('excluded');
    expect(chat.outbox('answer')).toEqual([]);
    expect(chat.party().answer).toBe('none');
  });

  it('is suppressed comes back by agreeing anew, in words that mean nothing else', () => {
    const { chat } = told();
    chat.known({ state: 'suppressed' });
    expect(chat.contact('sim, o azul')).toMatchObject({ reason: 'suppressed' });
    expect(chat.contact('Aceito o registro')).toMatchObject({ fate: 'stored' });
    expect(chat.party()).toMatchObject({ state: 'active', answer: 'agreed' });
  });

  it('is restricted stays so, whatever they say', () => {
    const { chat, notice } = told();
    chat.known({ state: 'restricted' });
    expect(chat.contact('SIM', { quotes: notice })).toMatchObject({ reason: 'restricted' });
  });

  it('may be the same human as one who refused is withheld until a human decides', () => {
    const { chat } = told();
    chat.known({ perhaps: [{ person: 'person-other-0000' as never, state: 'active', notice: 'refused' }] });
    expect(chat.contact('oi')).toMatchObject({ reason: 'refused' });
  });

  it('is told in one chat has to be told in each', () => {
    const { chat } = told({ groups: [group] });
    expect(chat.member(group, bruno, 'oi grupo')).toMatchObject({ reason: 'not-notified' });
  });
});
