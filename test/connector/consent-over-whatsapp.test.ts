/** Notice and consent over the wire: real phones, real acks and receipts, the whole connector in between. */
import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NumberSettings, Recorded } from '@atalaia/connector';
import type { Language, NoticeId } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import type { LedgerEntry } from '../whatsapp/server/types.ts';
import { is, linkByQr, openOffice, reaches, settingsOf } from './number.ts';

const text = 'Aviso de Padaria Aurora: esta conversa é guardada. Para se opor, envie SAIR.';

function noticed(language: Language, words: string) {
  return {
    id: `notice-${language}` as NoticeId,
    language,
    text: words,
    hash: hash('sha256', words, 'hex'),
    generation: 1,
  };
}

/** A linked, armed number, its agent's phone, and two customers. */
async function open(settings: Partial<NumberSettings> = {}) {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await trustedServer());
  const office = stack.use(await openOffice(server));
  const [company, marta, rui] = [server.account(cast.company), server.account(cast.marta), server.account(cast.rui)];
  const agent = stack.use(openPhone(server, company));
  const customer = stack.use(openPhone(server, marta));
  const other = stack.use(openPhone(server, rui));
  const link = await office.open('number-1', cast.company);
  const armed = { ...settingsOf(cast.company), armed: true, notices: [noticed('pt-BR', text)], ...settings };
  link.settle(armed);
  const device = await linkByQr(link, company);
  await device.ready();
  const { archive, time } = office;
  return {
    ...{ server, company, marta, rui, device, agent, customer, other, link, archive, time, armed },
    kept: (id: string) => archive.kept(({ ref }) => ref.id === id),
    withheld: (count: number) =>
      archive.told('withheld', () => archive.events.filter(({ kind }) => kind === 'withheld').length >= count),
    consent: (event: Extract<Recorded, { kind: 'consent' }>['event']) =>
      archive.told('consent', (told) => told.event === event),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe('over WhatsApp', () => {
  it('opt-in keeps nothing until SIM, which is confirmed; the proof holds text, hash, id and every stage', async () => {
    await using here = await open({ mode: 'opt-in', basis: 'consent' });
    await here.customer.send(here.company, 'oi');
    const notice = await here.customer.receives((message) => message.text === text);
    await here.customer.read(notice.id);
    await here.consent('notice-read');
    await here.customer.send(here.company, 'quanto custa o bolo?');
    await here.agent.send(here.marta, 'trinta reais');
    await here.customer.send(here.company, 'SIM', { quote: { id: notice.id, author: here.company } });
    await here.customer.receives(({ text: said }) => said?.includes('autorização foi registrada') === true);
    const { id } = await here.customer.send(here.company, 'quero dois');
    await Promise.all([here.kept(id), here.consent('agreed')]);
    expect(here.archive.messages.map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'SIM' },
      { kind: 'text', text: 'quero dois' },
    ]);
    const timeline = here.archive.events.flatMap((event) => (event.kind === 'consent' ? [event] : []));
    expect(timeline.map(({ event }) => event)).toEqual([
      'notice-sent',
      'notice-accepted',
      'notice-delivered',
      'notice-read',
      'agreed',
    ]);
    for (const event of timeline.slice(0, 4)) {
      expect(event).toMatchObject({ text, hash: hash('sha256', text, 'hex'), message: notice.id });
    }
  });

  it('SAIR takes effect before the next message, and is answered', async () => {
    await using here = await open();
    await here.customer.send(here.company, 'oi');
    await here.customer.receives((message) => message.text === text);
    await here.consent('notice-delivered');
    const { id } = await here.customer.send(here.company, 'quero um bolo');
    await here.kept(id);
    await here.customer.send(here.company, 'SAIR');
    await here.customer.send(here.company, 'isto não');
    await here.agent.send(here.marta, 'nem isto');
    await here.customer.receives(({ text: said }) => said?.includes('não será mais guardado') === true);
    await here.withheld(4);
    await here.archive.told('alert', ({ alert }) => alert === 'objection');
    expect(here.archive.messages.map(({ ref }) => ref.id)).toEqual([id]);
  });

  it('what comes before the receipt of the notice is withheld, even if the phone has it already', async () => {
    await using here = await open();
    here.customer.holdReceipts();
    await here.customer.send(here.company, 'oi');
    await here.customer.receives((message) => message.text === text);
    await here.customer.send(here.company, 'sem recibo ainda');
    await here.withheld(2);
    here.customer.releaseReceipts();
    await here.consent('notice-delivered');
    const { id } = await here.customer.send(here.company, 'agora');
    await here.kept(id);
    expect(here.archive.messages).toHaveLength(1);
  });

  it('463 stops notices to everybody until a human resumes', async () => {
    await using here = await open();
    here.server.faults.refuse(here.company, 463, { times: 1 });
    await here.customer.send(here.company, 'oi');
    await here.archive.told('alert', ({ alert }) => alert === 'outreach-refused');
    expect(here.link.state().outreachRefusedAt).not.toBeNull();
    await here.other.send(here.company, 'olá');
    await here.customer.send(here.company, 'alguém?');
    await here.withheld(3);
    // What is told is done with in the same turn: from then on no notice of these three is planned any more.
    await nextTurn();
    here.link.reconnect();
    await reaches(here.link, ({ outreachRefusedAt, kind }) => outreachRefusedAt === null && kind === 'connected');
    await here.time.pass(10_000);
    await here.other.send(here.company, 'e agora?');
    await here.other.receives((message) => message.text === text);
    expect(here.customer.inbox).toEqual([]);
  });

  it('a notice without an ack goes again under its id once the number is connected again', async () => {
    await using here = await open();
    const ours = (entry: LedgerEntry) => entry.kind === 'taken' && entry.device === here.device.pn;
    here.server.faults.withholdAcks(here.company);
    here.customer.holdReceipts();
    await here.customer.send(here.company, 'oi');
    await here.server.ledger.until(ours);
    here.server.faults.cut(here.company);
    await reaches(here.link, is('waiting'));
    here.server.faults.clear();
    here.link.reconnect();
    await here.consent('notice-accepted');
    here.customer.releaseReceipts();
    await here.consent('notice-delivered');
    const [first, second, ...more] = here.server.ledger.entries.filter(ours);
    expect([first, more]).toEqual([second, []]);
  });

  it('nobody in a group is captured who has not received its notice, and it is posted once a day', async () => {
    await using here = await open();
    const group = here.server.group('Fornecedores', [here.company, here.marta]);
    here.link.settle({ ...here.armed, groups: [group.jid] });
    await here.customer.send(group, 'oi gente');
    await here.customer.receives((message) => message.text === text);
    await here.consent('notice-delivered');
    const { id } = await here.customer.send(group, 'agora sim');
    await here.kept(id);
    group.add(here.rui);
    await here.other.send(group, 'cheguei');
    await here.withheld(2);
    await here.other.send(group, 'alguém?');
    await here.withheld(3);
    await here.agent.send(group, 'bem-vindo');
    await here.archive.kept(({ content }) => content.kind === 'text' && content.text === 'bem-vindo');
    expect(here.archive.messages.filter(({ content }) => content.kind === 'text')).toHaveLength(2);
    expect(here.other.inbox.map((message) => message.text)).not.toContain(text);
  });
});
