/** The live socket: each screen is told what its person may see, while they may see it. */
import type { NumberId } from '@atalaia/storage';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { liveEvent, liveEventName } from '../../monitor/src/api/index.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { registerNumber } from '../../monitor/src/number/register.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { type Browser, type Served, servedApp } from '../fixtures/served-app.ts';

let served: Served;
let ana: Browser;
let shop: NumberId;
let office: NumberId;
const open: Socket[] = [];
beforeEach(async () => {
  served = await servedApp(noRules);
  ana = await served.administrator();
  [shop, office] = (await Promise.all(['+5511912345678', '+5511987654321'].map(numberOf))) as [NumberId, NumberId];
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await served[Symbol.asyncDispose]();
});

async function numberOf(e164: string): Promise<NumberId> {
  const phone = phoneOf(e164);
  if (!phone) throw new Error('This is no phone number.');
  return (await registerNumber(served.app, { kind: 'system' }, phone)).id;
}

interface Screen {
  readonly events: readonly unknown[];
  /** Resolves when that many events have come. */
  received(many: number): Promise<readonly unknown[]>;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

/** @throws if the socket is refused */
function connect(headers: Readonly<Record<string, string>>): Promise<Screen> {
  const socket = io(served.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  open.push(socket);
  const events: unknown[] = [];
  let wake = () => {};
  socket.on(liveEventName, (event: unknown) => {
    events.push(event);
    wake();
  });
  const closed = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
  const received = async (many: number) => {
    while (events.length < many) await new Promise<void>((resolve) => (wake = resolve));
    return events;
  };
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve({ events, received, closed }));
    socket.on('connect_error', reject);
  });
}
const screenOf = (browser: Browser) => connect({ cookie: browser.cookie, origin: served.url });
const raise = (number: NumberId, id: string) =>
  served.app.feed.publish({ kind: 'alert-raised', id, number, fields: { severity: 'high', historical: false } });
const rulesChange = (id: string) => served.app.feed.publish({ kind: 'rules-changed', id });

it('tells a manager of their number, and of no other; ids and severities only, counted', async () => {
  const carla = await served.invited(ana, 'carla@example.com', ['manager'], [shop]);
  const screen = await screenOf(carla);
  raise(office, 'alerta-do-escritorio');
  raise(shop, 'alerta-da-loja-numero-1');
  rulesChange('versao-2');
  const events = await screen.received(2);
  expect(events).toEqual([
    {
      kind: 'alert-raised',
      id: 'alerta-da-loja-numero-1',
      number: shop,
      severity: 'high',
      historical: false,
      count: 1,
    },
    { kind: 'rules-changed', id: 'versao-2', count: 2 },
  ]);
  for (const event of events) expect(liveEvent.safeParse(event).success).toBe(true);
});

it('tells administrators and auditors nothing of alerts', async () => {
  const bruno = await served.invited(ana, 'bruno@example.com', ['auditor']);
  const screens = await Promise.all([screenOf(ana), screenOf(bruno)]);
  raise(shop, 'alerta-da-loja-numero-2');
  rulesChange('versao-3');
  for (const screen of screens) expect(await screen.received(1)).toMatchObject([{ kind: 'rules-changed' }]);
});

it('passes on nothing that screens are not told of, and no field beyond the contract', async () => {
  const screen = await screenOf(await served.invited(ana, 'diogo@example.com', ['dpo']));
  served.app.feed.publish({ kind: 'message-captured', id: 'mensagem-numero-0001', number: shop });
  served.app.feed.publish({
    kind: 'alert-raised',
    id: 'alerta-da-loja-numero-3',
    number: shop,
    fields: { severity: 'low', historical: true, text: 'segredo' },
  });
  expect(await screen.received(1)).toEqual([
    { kind: 'alert-raised', id: 'alerta-da-loja-numero-3', number: shop, severity: 'low', historical: true, count: 1 },
  ]);
});

it('refuses strangers, half-open sessions and foreign pages', async () => {
  await expect(connect({ origin: served.url })).rejects.toThrow();
  await expect(connect({ origin: served.url, cookie: `atalaia=${'a'.repeat(43)}` })).rejects.toThrow();
  await expect(connect({ cookie: ana.cookie, origin: 'http://evil.example' })).rejects.toThrow();
  await expect(connect({ cookie: ana.cookie })).rejects.toThrow();
});

it('closes when the session ends: signed out, ended from elsewhere, or the user ended', async () => {
  const carla = await served.invited(ana, 'carla@example.com', ['manager'], [shop]);
  const { id } = (await carla.call('GET', '/api/session')).body as { id: string };
  const here = await screenOf(carla);
  const cookie = carla.cookie;
  await carla.call('DELETE', '/api/session');
  await here.closed;
  await expect(connect({ cookie, origin: served.url })).rejects.toThrow();

  await carla.call('POST', '/api/session', { email: 'carla@example.com', password: 'uma torre alta de vigia 7' });
  const again = await screenOf(carla);
  await ana.call('PATCH', `/api/users/${id}`, { state: 'ended' });
  await again.closed;
});

it('closes when what the user may see has changed, and comes back with the new sight', async () => {
  const carla = await served.invited(ana, 'carla@example.com', ['manager'], [shop]);
  const { id } = (await carla.call('GET', '/api/session')).body as { id: string };
  const before = await screenOf(carla);
  await ana.call('PATCH', `/api/users/${id}`, { numbers: [office] });
  await before.closed;
  const after = await screenOf(carla);
  raise(shop, 'alerta-da-loja-numero-4');
  raise(office, 'alerta-do-escritorio-2');
  expect(await after.received(1)).toMatchObject([{ id: 'alerta-do-escritorio-2', count: 1 }]);
});
