/** Writes the 90 days into the archive, through the same ports by which live messages come in, with the clock of those days. */
import { randomBytes } from 'node:crypto';
import type { NumberSettings } from '@atalaia/connector';
import { alerts, numbers } from '@atalaia/storage';
import { authorize } from '../../../monitor/src/access/permissions.ts';
import { decideAlerts } from '../../../monitor/src/alert/decide.ts';
import { readAlert } from '../../../monitor/src/alert/read.ts';
import { gateSettings } from '../../../monitor/src/number/gate-settings.ts';
import { markPrivate } from '../../../monitor/src/person/mark-private.ts';
import { type Contact, companyNumbers, type Desk } from '../company.ts';
import { countsOf, type DayCounts, newDay } from './day-counts.ts';
import { handOver, type Installed } from './install.ts';
import { knowContacts } from './know-contacts.ts';
import { type Chat, meet, notify } from './meet.ts';
import type { Past } from './open-past.ts';
import type { PastStep } from './plan-past.ts';
import { writeTalk } from './write-talk.ts';

export interface Writing {
  readonly past: Past;
  readonly installed: Installed;
  readonly settings: Readonly<Record<Desk, NumberSettings>>;
  readonly chats: Map<Contact, Chat>;
  /** Of the day that is being written. */
  counts: Record<Desk, DayCounts>;
  /** Rises with every message of all numbers. */
  order: number;
}

export async function writePast(past: Past, installed: Installed, steps: readonly PastStep[]): Promise<void> {
  const settingsOf = async (desk: Desk) => {
    const number = await past.deps.records.get(numbers, installed.numbers[desk]);
    if (!number) throw new Error('The number is missing.');
    return gateSettings(past.deps, number.doc);
  };
  const writing: Writing = {
    past,
    installed,
    settings: {
      sales: await settingsOf('sales'),
      support: await settingsOf('support'),
      collections: await settingsOf('collections'),
    },
    chats: new Map(),
    counts: newDay(),
    order: 0,
  };
  for (const step of steps) {
    past.moveTo(step.at);
    await write(writing, step);
  }
  await knowContacts(writing);
}

async function write(writing: Writing, step: PastStep): Promise<void> {
  const { past, installed } = writing;
  switch (step.kind) {
    case 'talk':
      return writeTalk(writing, step);
    case 'verdict':
      return decide(writing, step);
    case 'hand-over': {
      for (const number of companyNumbers) {
        if (number.agents.some(({ to }) => to !== null)) await handOver(past, installed, number);
      }
      return;
    }
    case 'gap':
      writing.counts[step.desk].minutesDisconnected += Math.round((step.at - step.from) / 60_000);
      return past.archive.record(installed.numbers[step.desk], [
        { kind: 'gap', id: `gap-${step.from}`, from: step.from, to: step.at, reason: 'network' },
      ]);
    case 'private': {
      const { person } = await meet(writing, step.contact);
      const authorized = authorize(installed.staff.manager, 'person:exclude');
      const reason = 'Mãe da atendente: conversa de família.';
      await markPrivate(past.deps, authorized, { id: person, private: true, reason });
      return;
    }
    case 'agrees':
      return answer(writing, step, 'agreed');
    case 'withdraws':
      return answer(writing, step, 'withdrawn');
    case 'asks-for-data': {
      const chat = await meet(writing, step.contact);
      return past.archive.record(installed.numbers[step.contact.desk], [
        { kind: 'alert', id: `asks-${step.at}`, alert: 'data-asked', person: chat.person, at: step.at },
      ]);
    }
    case 'day-ends':
      await past.followConduct();
      return endDay(writing, step);
    default:
      return step satisfies never;
  }
}

/** Read first, then decided: both are in the trail with name and time. */
async function decide(
  { past, installed, chats }: Writing,
  { contact, by, decision, reason }: Extract<PastStep, { kind: 'verdict' }>,
): Promise<void> {
  const chat = chats.get(contact);
  if (chat === undefined) return;
  const found = await past.deps.records.find(alerts, {
    index: 'byConversation',
    equals: { conversation: chat.conversation, origin: 'live', state: 'open' },
    limit: 10,
  });
  const ids = found.items.map(({ doc }) => doc.id);
  if (ids.length === 0) return;
  const reader = installed.staff[by];
  for (const id of ids) await readAlert(past.deps, authorize(reader, 'alert:read'), { id });
  await decideAlerts(past.deps, authorize(reader, 'alert:decide'), { alerts: ids, decision, reason });
}

async function answer(
  writing: Writing,
  { contact, at }: { readonly contact: Contact; readonly at: number },
  event: 'agreed' | 'withdrawn',
): Promise<void> {
  const chat = await meet(writing, contact);
  if (chat.notified === null) await notify(writing, contact, chat, at - 60_000);
  chat.answer = { kind: event === 'agreed' ? 'agreed' : 'refused', t: Math.floor(at / 1000) };
  const number = writing.installed.numbers[contact.desk];
  await writing.past.archive.record(number, [
    {
      kind: 'consent',
      id: `${event}-${at}`,
      person: chat.person,
      conversation: chat.conversation,
      event,
      at,
      how: 'chat',
      notice: null,
      hash: null,
      message: randomBytes(10).toString('hex').toUpperCase(),
      text: event === 'agreed' ? 'Aceito' : 'SAIR',
      badge: chat.answer.kind,
    },
  ]);
}

async function endDay(writing: Writing, step: Extract<PastStep, { kind: 'day-ends' }>): Promise<void> {
  for (const { desk } of companyNumbers) {
    const { minutesDisconnected, ...counted } = writing.counts[desk];
    const counts = countsOf({ ...counted, excluded: step.excluded[desk] });
    await writing.past.archive.record(writing.installed.numbers[desk], [
      { kind: 'ledger', day: step.day, counts, minutesDisconnected, ended: true },
    ]);
  }
  writing.counts = newDay();
}
