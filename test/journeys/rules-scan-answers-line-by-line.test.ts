/** `atalaia rules`: JSON lines in, JSON lines out in the same order, exact spans; bad lines and bad packs are named. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulesVerb } from '../../monitor/src/cli/rules.ts';
import { pack, writePack } from './archive.ts';

async function run(args: readonly string[], input: string | readonly Uint8Array[] = '', cwd = tmpdir()) {
  const out: string[] = [];
  const err: string[] = [];
  const chunks = typeof input === 'string' ? [Buffer.from(input)] : input;
  const code = await rulesVerb.run(args, {
    out: async (text) => void out.push(text),
    err: async (sentence) => void err.push(sentence),
    progress: () => undefined,
    input: (async function* () {
      yield* chunks;
    })(),
    cwd,
    actor: { kind: 'operator', name: 'test' },
  });
  return { code, err, out: out.join('') };
}

const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

test('an identifier is found with the exact place of its number', async () => {
  const text = 'Manda seu C.P.F: 529.982.247-25';
  const { code, out } = await run(['scan'], `${JSON.stringify({ id: '1', text })}\n`);
  expect(code).toBe(0);
  const [start, end] = [text.indexOf('529'), text.length];
  expect(linesOf(out)).toEqual([
    { id: '1', hits: [{ rule: 'identifiers/cpf', kind: 'entity', severity: expect.any(String), start, end }] },
  ]);
});

test('answers keep the order, also where bytes of one letter come in two chunks and the last line has no end', async () => {
  const bytes = Buffer.from(
    '{"id":"a","text":"só"}\r\n\n{"id":"b","text":"ção 529.982.247-25"}\n{"id":7,"event":"delete"}',
  );
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  const { code, out } = await run(['scan', '--packs', 'identifiers'], chunks);
  expect(code).toBe(0);
  expect(linesOf(out)).toMatchObject([
    { id: 'a', hits: [] },
    { id: 'b', hits: [{ start: 4, end: 18 }] },
    { id: 7, hits: [] },
  ]);
});

test('bad lines are named by number, the others are still answered, and the exit code is 1', async () => {
  const lines = [
    '{"id":"1","text":"a"}',
    'nonsense',
    '{"text":"b"}',
    '{"id":"4","text":5}',
    '[]',
    '{"id":"6","text":"c"}',
  ];
  const { code, out, err } = await run(['scan'], lines.join('\n'));
  expect(code).toBe(1);
  expect(linesOf(out)).toMatchObject([{ id: '1' }, { id: '6' }]);
  expect(err.map((sentence) => /^Line ([0-9]+): /.exec(sentence)?.[1])).toEqual(['2', '3', '4', '5']);
});

test('a line with a time that no calendar has is bad, and the scan goes on', async () => {
  const times = [9e15, 1e300, -9e15, -1, '+275760-01-01T00:00:00Z', '9999-12-31', '1969-12-31T00:00:00Z'];
  const lines = [...times, 0, '2099-12-31T00:00:00Z', 1_700_000_000].map((at, index) =>
    JSON.stringify({ id: index, text: 'a', from: 'agent', conversation: 'c', at }),
  );
  const { code, out, err } = await run(['scan', '--packs', 'conduct'], lines.join('\n'));
  expect(code).toBe(1);
  expect(linesOf(out)).toMatchObject([{ id: 7 }, { id: 8 }, { id: 9 }]);
  expect(err.length).toBe(times.length);
});

test('packs are chosen by name, active or not; an unknown one is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atalaia-packs-'));
  try {
    writePack(
      folder,
      'any/quiet.yaml',
      pack('quiet', 'rule', 'agrado', 'um agrado').replace('active: true', 'active: false'),
    );
    writePack(folder, 'any/loud.yaml', pack('loud', 'rule', 'agrado', 'um agrado'));
    const line = '{"id":"1","text":"um agrado","language":"pt"}\n';
    const rulesOf = async (args: readonly string[]) =>
      linesOf((await run(['scan', '--dir', '.', ...args], line, folder)).out).flatMap((answer) =>
        (answer as { hits: { rule: string }[] }).hits.map((hit) => hit.rule),
      );
    expect(await rulesOf([])).toEqual(['loud/rule']);
    expect(await rulesOf(['--packs', 'quiet'])).toEqual(['quiet/rule']);
    expect(await rulesOf(['--packs', 'quiet,loud'])).toEqual(['loud/rule', 'quiet/rule']);
    const unknown = await run(['scan', '--dir', folder, '--packs', 'none'], line);
    expect(unknown).toMatchObject({ code: 1, out: '' });

    expect(await run(['check', folder])).toMatchObject({ code: 0, err: [] });
    writePack(folder, 'any/bad.yaml', 'id: bad\nrules: 7\n');
    const checked = await run(['check', folder]);
    expect(checked.code).toBe(1);
    expect(checked.err[0]).toMatch(/^any\/bad\.yaml:[0-9]+:[0-9]+: expected /);
    expect(await run(['scan', '--dir', folder], line)).toMatchObject({ code: 1, out: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('wrong usage says what is taken', async () => {
  for (const args of [[], ['burn'], ['scan', '--foo'], ['list', 'x'], ['check', 'a', 'b']]) {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toHaveLength(1);
  }
  expect((await run(['check', '/nowhere/at/all'])).code).toBe(1);
});

test('the list names every rule, for people and as JSON', async () => {
  const { out } = await run(['list', '--json']);
  const { packs } = JSON.parse(out) as { packs: { pack: string; rules: { rule: string }[] }[] };
  expect(packs.flatMap((one) => one.rules.map(({ rule }) => rule))).toContain('identifiers/cpf');
  expect((await run(['list'])).out).toContain('identifiers/cpf');
});
