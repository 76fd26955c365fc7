/** A visitor who starts the demo meets an alert, an opt-out, an edit and a gap soon after, and may cause trouble without harm. */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Demo, startDemo } from '../demo/demo.ts';

const faults: unknown[] = [];
let demo: Demo;
let begun: number;

beforeAll(async () => {
  begun = Date.now();
  demo = await startDemo({
    language: 'pt-BR',
    port: 0,
    speed: 12,
    days: 6,
    seed: 1,
    keep: false,
    reportFault: (fault) => void faults.push(fault),
  });
}, 120_000);

afterAll(async () => {
  await demo[Symbol.asyncDispose]();
  expect(existsSync(demo.home), 'the folders are left behind').toBe(false);
}, 30_000);

const conversationsView = z.object({
  conversations: z.array(z.object({ id: z.string(), number: z.object({ id: z.string() }) })),
});
const alertsView = z.object({ alerts: z.array(z.object({ rule: z.object({ ref: z.string() }), raisedAt: z.int() })) });
const pageView = z.object({
  messages: z.array(
    z.object({
      at: z.int(),
      text: z.string().nullable(),
      hits: z.array(z.unknown()),
      aftermath: z.object({ edits: z.array(z.object({ text: z.string().nullable() })), revoked: z.unknown() }),
    }),
  ),
  lines: z.array(z.object({ kind: z.string(), event: z.string().optional(), from: z.int() })),
});

/** Looks until it is there; the test's own time limit is the patience. */
async function seen<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(200);
  }
}

/** An alert of this rule, raised since the visitor came. */
function alertOf(rule: string, since: number) {
  return seen(async () => {
    const { alerts } = alertsView.parse(await demo.dpo('GET', '/alerts?limit=200'));
    return alerts.find(({ rule: { ref }, raisedAt }) => ref === rule && raisedAt >= since);
  });
}

/** Newest page of every conversation of a desk, as far as it was written today. */
async function pagesOf(desk: keyof Demo['numbers']) {
  const number = demo.numbers[desk];
  const path = `/conversations?limit=200&number=${number}`;
  const { conversations } = conversationsView.parse(await demo.dpo('GET', path));
  return Promise.all(
    conversations.map(async ({ id }) =>
      pageView.parse(await demo.dpo('POST', `/conversations/${id}/readings`, { id })),
    ),
  );
}

describe('soon after its start', () => {
  it('the demo shows an alert that nobody asked for', () => alertOf('off-channel/personal-number', begun), 30_000);

  it('shows an edit with both versions', async () => {
    const edited = await seen(async () =>
      (await pagesOf('sales'))
        .flatMap(({ messages }) => messages)
        .find(({ at, text, aftermath }) => at >= begun && text?.includes('210') && aftermath.edits.length > 0),
    );
    expect(edited.aftermath.edits[0]?.text).toContain('201, casa dos fundos');
  }, 30_000);

  it('shows an opt-out, after which nothing is kept', async () => {
    const page = await seen(async () =>
      (await pagesOf('support')).find(
        ({ lines }) =>
          lines.some(({ event, from }) => event === 'withdrawn' && from >= begun) &&
          lines.some(({ kind, from }) => kind === 'withheld' && from >= begun),
      ),
    );
    expect(page.messages.filter(({ text }) => text?.includes('ninguém mais guarda'))).toEqual([]);
  }, 30_000);

  it('shows the gap of a lost connection, which ends', async () => {
    const gaps = z.object({ gaps: z.array(z.object({ from: z.int(), to: z.int().nullable() })) });
    await seen(async () => {
      const found = gaps.parse(await demo.dpo('GET', `/numbers/${demo.numbers.support}/completeness`));
      return found.gaps.find(({ from, to }) => from >= begun && to !== null);
    });
  }, 30_000);
});

describe('a visitor', () => {
  it('comes in once by each link', async () => {
    const secret = demo.links.auditor.split('#')[1];
    const accept = () =>
      fetch(`${demo.url}/api/invitations/accept`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: demo.url },
        body: JSON.stringify({ secret, name: 'Áurea Visita', password: 'uma torre alta de vigia 7', language: 'es' }),
      });
    expect((await accept()).status).toBe(200);
    expect((await accept()).status).toBe(410);
  });

  it('kills the program, which comes back and goes on', async () => {
    await demo.troubles.cause('kill');
    const since = Date.now();
    await press('leak', demo.control.url);
    const leak = await seen(async () =>
      (await pagesOf('sales'))
        .flatMap(({ messages }) => messages)
        .find(({ at, text }) => at >= since - 1000 && /esse aqui|other client|otro cliente/.test(text ?? '')),
    );
    expect(leak.hits).not.toEqual([]);
    expect(leak.text).not.toContain('529.982.247-25');
  }, 60_000);

  it('finds the buttons in three languages, and no other page may press them', async () => {
    for (const [language, word] of [
      ['pt-BR', 'Cause um problema'],
      ['en', 'Cause trouble'],
      ['es', 'Cause un problema'],
    ]) {
      const page = await fetch(`${demo.control.url}/?lang=${language}`);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await page.text()).toContain(word);
    }
    expect((await press('kill', 'http://elsewhere.example')).status).toBe(403);
  });

  it('is told in their own language what a changed export and the backup showed', async () => {
    for (const [name, words] of [
      ['restore', 'Ninguém foi eliminado ainda: faça antes o passo 6'],
      ['flip', 'Depois ele recusou: foi alterado'],
    ] as const) {
      const pressed = await press(name, demo.control.url);
      const page = await fetch(new URL(pressed.headers.get('location') ?? '', demo.control.url));
      expect(await page.text()).toContain(words);
    }
  }, 60_000);

  it('sees people who never stumble', () => expect(faults).toEqual([]));
});

function press(name: string, origin: string): Promise<Response> {
  return fetch(`${demo.control.url}/trouble/${name}`, { method: 'POST', headers: { origin }, redirect: 'manual' });
}
