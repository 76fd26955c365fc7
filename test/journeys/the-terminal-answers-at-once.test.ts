/** A verb loads only what it needs, and ends quietly when nobody reads its output any more. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { atalaia, type Folders, freshFolders, startProgram } from '../program/start-program.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Notes every file of ours that Node loads. */
const hook = (list: string) => `import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    if (url.includes('/src/')) appendFileSync(${JSON.stringify(list)}, url + '\\n');
    return next(url, context);
  },
});`;

async function loadedBy(folders: Folders, args: readonly string[]): Promise<readonly string[]> {
  const list = join(folders.home, 'loaded.txt');
  const hookFile = join(folders.home, 'hook.mjs');
  writeFileSync(hookFile, hook(list));
  writeFileSync(list, '');
  const environment = { ...folders.environment, NODE_OPTIONS: `--import=${pathToFileURL(hookFile)}` };
  const outcome = await atalaia({ ...folders, environment }, args);
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  const root = pathToFileURL(resolve(import.meta.dirname, '../..')).href;
  return readFileSync(list, 'utf8')
    .trimEnd()
    .split('\n')
    .map((url) => url.slice(root.length + 1).split('/')[0] ?? '');
}

test('help, parse and verbs that the running program carries out load neither rules nor storage', async () => {
  using folders = freshFolders();
  const chat = join(folders.home, 'chat.txt');
  writeFileSync(chat, asAndroidText(insuranceChat));
  await using _program = await startProgram(folders);
  for (const args of [['--help'], ['parse', chat], ['audit', 'verify']]) {
    const packages = await loadedBy(folders, args);
    expect(packages, args.join(' ')).toContain('monitor');
    expect(packages, args.join(' ')).not.toContain('rules');
    expect(packages, args.join(' ')).not.toContain('storage');
  }
  // The same look sees them where they are needed.
  expect(await loadedBy(folders, ['rules', 'list'])).toContain('rules');
});

test('a scan whose reader went away after the first line ends at once and says nothing', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `${JSON.stringify({ id: n, text: 'no zap pessoal' })}\n`);
  const scan = spawn(process.execPath, [resolve('monitor/bin/atalaia.js'), 'rules', 'scan'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  scan.stdin.on('error', () => undefined);
  const complaint = text(scan.stderr);
  // Never ended: only the closed output can end the scan.
  scan.stdin.write(lines.join(''));
  await once(scan.stdout, 'data');
  scan.stdout.destroy();
  scan.stdin.write(lines.join(''));
  const [code] = await once(scan, 'close');
  expect(code).toBe(141);
  expect(await complaint).toBe('');
});
