/** The local WhatsApp server can end a connection in every way that a client tells apart. */
import { describe, expect, it } from 'vitest';
import { linkClient, logInClient, openClient } from './client.ts';
import { cast, trustedServer } from './local-server.ts';
import type { CloseCode } from './server/types.ts';

const returns: readonly CloseCode[] = [411, 428, 440, 500, 503, 515];
const staysOut: readonly CloseCode[] = [401, 403, 405];

describe('a connection', () => {
  it.each(returns)('ends with %i, after which the device may log in again', async (code) => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    server.faults.close(device, code);
    expect(await client.closed()).toBe(code);
    await using again = await logInClient(server, device, client.auth);
    expect(again.socket.user?.id).toBe(device.pn);
  });

  it.each(staysOut)('ends with %i, and so does every later login', async (code) => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    server.faults.close(device, code);
    expect(await client.closed()).toBe(code);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await using again = openClient(server, client.auth);
      expect(await again.closed()).toBe(code);
    }
  });

  it('ends with 428 when the network is cut', async () => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    server.faults.cut(device);
    expect(await client.closed()).toBe(428);
  });

  it('falls silent for 408: nothing is answered, nothing closed', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    const frozen = await linkClient(server, company);
    await using other = (await linkClient(server, company)).client;
    server.faults.close(frozen.device, 408);
    const ping = { tag: 'iq', attrs: { to: '@s.whatsapp.net', xmlns: 'w:p', type: 'get' } };
    let answered = false;
    const answer = frozen.client.socket.query({ ...ping, attrs: { ...ping.attrs, id: 'ping' } }).then(() => {
      answered = true;
    });
    await other.socket.query({ ...ping, attrs: { ...ping.attrs } });
    expect({ answered, connected: frozen.device.connected }).toEqual({ answered: false, connected: true });
    server.faults.thaw(frozen.device);
    await answer;
    await frozen.client[Symbol.asyncDispose]();
  });

  it('ends with 440 when the same credentials log in elsewhere', async () => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    await using second = await logInClient(server, device, client.auth);
    expect(await client.closed()).toBe(440);
    expect(device.connected).toBe(true);
    expect(second.socket.user?.id).toBe(device.pn);
  });

  it('is refused once, or until the fault is cleared', async () => {
    await using server = await trustedServer();
    const { client, device } = await linkClient(server, server.account(cast.company));
    await client[Symbol.asyncDispose]();
    server.faults.refuseLogin(device, 503, { times: 1 });
    await using refused = openClient(server, client.auth);
    expect(await refused.closed()).toBe(503);
    await using admitted = await logInClient(server, device, client.auth);
    expect(admitted.socket.user?.id).toBe(device.pn);
  });

  it('ends when the phone unlinks the companion, and others encrypt for it no more', async () => {
    await using server = await trustedServer();
    const company = server.account(cast.company);
    const { client, device } = await linkClient(server, company);
    company.unlink(device);
    expect(await client.closed()).toBe(401);
    expect(server.devicesOf(company.pn)).toEqual([]);
    const next = await linkClient(server, company);
    expect(next.device.id).toBe(2);
    await next.client.socket.logout();
    expect(await next.client.closed()).toBe(401);
    await server.ledger.until((entry) => entry.kind === 'closed' && entry.device === next.device.pn);
    expect(server.devicesOf(company.lid)).toEqual([]);
  });
});
