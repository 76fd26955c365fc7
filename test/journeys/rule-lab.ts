/** A served program with a rule folder of its own, a dpo and a manager, and chats that are brought in as they are needed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedEvent } from '@atalaia/storage';
import { expect } from 'vitest';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { type Browser, type Served, servedApp } from '../fixtures/served-app.ts';

export interface Lab extends AsyncDisposable {
  readonly served: Served;
  /** The folder of the pack files. */
  readonly packs: string;
  readonly ana: Browser;
  readonly diana: Browser;
  readonly gil: Browser;
  /** Brings in a chat with a new customer, who says these lines; a line that begins with `M:` is the agent's. */
  say(...lines: readonly string[]): Promise<void>;
  /** Brings in the last chat again, in which more was said meanwhile. */
  goOn(...lines: readonly string[]): Promise<void>;
}

/** Ana runs the machine, Diana is the dpo, Gil a manager of all numbers. `packFile`: the one pack there is. */
export async function openLab(packFile: string): Promise<Lab> {
  const packs = mkdtempSync(join(tmpdir(), 'atalaia-packs-'));
  mkdirSync(join(packs, 'any'));
  writeFileSync(join(packs, 'any/test.yaml'), packFile);
  const served = await servedApp({ ATALAIA_RULES: packs });
  const ana = await served.administrator();
  const diana = await served.invited(ana, 'diana@example.com', ['dpo']);
  const gil = await served.invited(ana, 'gil@example.com', ['manager']);
  let chats = 0;
  let said: Line[] = [];
  const goOn = async (...lines: readonly string[]) => {
    const contact = `Cliente ${chats}`;
    for (const line of lines) {
      const [, agent] = /^M:(.*)$/s.exec(line) ?? [];
      said.push({ minute: said.length, author: agent === undefined ? contact : 'Marina', text: agent ?? line });
    }
    await bringIn(served, diana, contact, said);
  };
  return {
    served,
    packs,
    ana,
    diana,
    gil,
    async say(...lines) {
      chats++;
      said = [{ minute: 0, author: 'Marina', text: 'Bom dia' }];
      await goOn(...lines);
    },
    goOn,
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      rmSync(packs, { recursive: true });
    },
  };
}

async function bringIn(served: Served, browser: Browser, contact: string, lines: readonly Line[]): Promise<void> {
  const ended = new Promise<FeedEvent>((resolve) => {
    served.app.feed.subscribe((event) => {
      if (event.kind === 'import-progress' && ['done', 'refused'].includes(String(event.fields?.['state'])))
        resolve(event);
    });
  });
  const { id } = await ok<{ id: string }>(browser, 'POST', '/api/imports', {
    number: '+5511912345678',
    basis: 'exercise-of-rights',
    fileName: `Conversa do WhatsApp com ${contact}.txt`,
    agent: 'Marina',
  });
  await browser.call('PUT', `/api/imports/${id}/file`, asAndroidText(lines), {
    'content-type': 'application/octet-stream',
  });
  expect((await ended).fields).toMatchObject({ state: 'done' });
}

/** The body of an answer that must be good. */
export async function ok<T>(browser: Browser, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await browser.call(method, path, body);
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body as T;
}

export const translated = (text: string) => `{ pt-BR: ${text}, en: ${text}, es: ${text} }`;

/** A rule as a manager writes it. */
export const written = (id: string, term: string, example = `sobre o ${term}`) => `id: ${id}
kind: lexicon
severity: medium
effect: alert
title: ${translated('Projeto')}
why: ${translated('Fusão')}
terms: ['${term}']
examples:
  match: ['${example}']
  pass: ['bom dia']
`;
