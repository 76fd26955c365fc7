/** The whole program with a number on the local WhatsApp server, in folders that stay: closed and opened again as often as a test likes. */
import {
  aliases,
  type ConversationId,
  consents,
  type Message,
  messages,
  type NoticeId,
  type NumberId,
  notices,
  numbers,
  type PersonId,
  placeOf,
} from '@atalaia/storage';
import { expect } from 'vitest';
import { type App, openApp } from '../../monitor/src/app.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { hashOfWords, sealWords } from '../../monitor/src/notice/text.ts';
import { unsetCapture } from '../../monitor/src/number/capture-settings.ts';
import { lidAlias } from '../../monitor/src/person/resolve.ts';
import { codeOf, is, reaches } from '../connector/number.ts';
import { cast } from '../whatsapp/local-server.ts';
import type { Account, Device, Group, WhatsAppServer } from '../whatsapp/server/types.ts';
import { homeConfig, silentLog } from './home.ts';

const noticeText = 'Esta conversa é monitorada.';
export const number = 'number-of-the-erasing-office' as NumberId;

export async function openHome(home: string, server: WhatsAppServer): Promise<App> {
  const opened = await openApp(homeConfig(home), silentLog(), { whatsapp: { address: server.address } });
  if (opened.kind !== 'opened') throw new Error(`The program is ${opened.kind}.`);
  return opened.app;
}

/** Armed on legitimate interest, with a notice in Portuguese and one group; linked by QR. */
export async function linkNumber(app: App, company: Account, group: Group): Promise<Device> {
  const key = await companyKey(app.vault);
  const phone = `+${cast.company}`;
  const conversation = app.blind.of('conversation', 'group', number, group.jid) as string as ConversationId;
  const allowed = [{ conversation, jid: group.jid, subject: group.subject }];
  const now = app.clock();
  await app.records.insert(numbers, {
    id: number,
    phone: app.blind.of('number', phone),
    sealedPhone: key.seal(placeOf(numbers, number, 'sealedPhone'), phone),
    sealedGroups: key.seal(placeOf(numbers, number, 'sealedGroups'), JSON.stringify(allowed)),
    zone: 'America/Sao_Paulo',
    language: 'pt-BR',
    basis: 'legitimate-interest',
    capture: { ...unsetCapture, mode: 'notice', groups: [conversation], armedAt: now },
    createdAt: now,
  });
  const id = 'notice-of-the-erasing-office' as NoticeId;
  const words = { chat: noticeText, long: '', facts: '' };
  await app.records.insert(notices, {
    id,
    number,
    language: 'pt-BR',
    revision: 1,
    state: 'live',
    sealedText: await sealWords(app.vault, id, words),
    hash: hashOfWords(words),
    material: true,
    by: 'system',
    createdAt: now,
    approvedBy: 'system',
    approvedAt: now,
  });
  await app.links.settle(number);
  const link = app.links.link(number);
  if (!link) throw new Error('The number did not open.');
  link.pair('qr');
  const device = await company.scan(await codeOf(link));
  await reaches(link, is('connected'));
  await device.ready();
  return device;
}

/** Who the archive takes the account for. */
export async function personOf(app: App, account: Account): Promise<PersonId> {
  const alias = await aliasOf(app, account);
  if (!alias) throw new Error('Nobody is known by this.');
  return alias.doc.person;
}

function aliasOf(app: App, { lid }: Account) {
  return app.records.get(aliases, lidAlias(app.blind, lid.split('@')[0] ?? ''));
}

/** Resolves once so many notices have arrived there. */
export async function isTold(app: App, account: Account, times: number): Promise<void> {
  const told = async () => {
    const person = (await aliasOf(app, account))?.doc.person ?? '';
    const found = await app.records.find(consents, { index: 'byPerson', equals: { person }, limit: 1000 });
    return found.items.filter(({ doc }) => doc.kind === 'notice-delivered').length;
  };
  await expect.poll(told, { timeout: 30_000 }).toBe(times);
}

export async function everyMessage(app: App): Promise<readonly Message[]> {
  return (await app.records.find(messages, { index: 'byConversation', limit: 1000 })).items.map(({ doc }) => doc);
}

export async function texts(app: App): Promise<readonly (string | undefined)[]> {
  return Promise.all((await everyMessage(app)).map((message) => textOf(app, message)));
}

async function textOf(app: App, { id, sealedText }: Message): Promise<string | undefined> {
  return sealedText && app.vault.openText(placeOf(messages, id, 'sealedText'), sealedText);
}
