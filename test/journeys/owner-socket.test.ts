/** The running program takes verbs from the command line over a socket that is its user's alone, and ends whoever hangs on it. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askOwner } from '../../monitor/src/cli/ask-owner.ts';
import { openOwnerSocket, type VerbRequest } from '../../monitor/src/cli/owner-socket.ts';
import type { CliIo, OwnerVerb } from '../../monitor/src/cli/verb.ts';
import { operator } from '../fixtures/import-desk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atalaia-socket-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Says what it was given, at length, and fails when asked to. */
const echo: OwnerVerb<{ readonly greeting: string }> = {
  name: 'echo',
  help: 'atalaia echo\n',
  async run(args, io, deps) {
    if (args[0] === 'fail') throw new TypeError('with words of Otávio Quaresma in it');
    io.progress(1, 2);
    await io.out(`${deps.greeting} ${args.join(' ')} from ${io.cwd} by ${JSON.stringify(io.actor)}\n`);
    await io.out('x'.repeat(3_000_000));
    await io.err('One thing is odd.');
    return 3;
  },
};

function listener(): CliIo & { readonly heard: { out: string; err: string[] } } {
  const heard = { out: '', err: [] as string[] };
  return {
    heard,
    out: async (more) => {
      heard.out += more;
    },
    err: async (sentence) => void heard.err.push(sentence),
    progress: () => undefined,
    input: (async function* () {})(),
    cwd: '/',
    actor: operator,
  };
}

const request = (args: readonly string[]): VerbRequest => ({
  verb: 'echo',
  args: [...args],
  cwd: '/tmp',
  operator: 'ana',
});

test('a verb runs inside the owner and its words come back whole', async () => {
  await using _socket = await openOwnerSocket(folder, [echo], { greeting: 'Olá' });
  expect(statSync(join(folder, 'owner.sock')).mode & 0o777).toBe(0o600);
  const io = listener();
  expect(await askOwner(folder, request(['a', 'b']), io)).toBe(3);
  expect(io.heard.out.split('\n')[0]).toBe('Olá a b from /tmp by {"kind":"operator","name":"ana"}');
  expect(io.heard.out.length).toBeGreaterThan(3_000_000);
  expect(io.heard.err).toEqual(['One thing is odd.']);
});

test('a fault is one sentence that quotes nothing', async () => {
  await using _socket = await openOwnerSocket(folder, [echo], { greeting: '' });
  const io = listener();
  expect(await askOwner(folder, request(['fail']), io)).toBe(1);
  expect(io.heard.err.join()).toMatch(/^Something unexpected/);
  expect(io.heard.err.join()).not.toContain('Quaresma');
});

test('nobody answers where no program runs, also where a crash left its socket behind', async () => {
  expect(await askOwner(folder, request([]), listener())).toBeUndefined();
  writeFileSync(join(folder, 'owner.sock'), '');
  expect(await askOwner(folder, request([]), listener())).toBeUndefined();
  await using _socket = await openOwnerSocket(folder, [echo], { greeting: 'De novo' });
  expect(await askOwner(folder, request([]), listener())).toBe(3);
});

test.each([
  'not JSON',
  '{"verb":"echo"}',
  '{"verb":"echo","args":[],"cwd":"/","operator":"a:b"}',
  '{"verb":"__proto__","args":[],"cwd":"/","operator":"a"}',
])('the line %s is refused', async (line) => {
  await using _socket = await openOwnerSocket(folder, [echo], { greeting: '' });
  const socket = connect(join(folder, 'owner.sock'));
  socket.write(`${line}\n`);
  expect(await text(socket)).toBe('{"exit":2}\n');
});

test('somebody who connects and says nothing does not keep the program from ending', async () => {
  const opened = await openOwnerSocket(folder, [echo], { greeting: '' });
  const socket = connect(join(folder, 'owner.sock'));
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await opened[Symbol.asyncDispose]();
  await closed;
});
