/** Packs change while messages flow: good ones take over, bad ones are told, and every alert keeps the version that raised it. */
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alerts, hits, type Message, messages, ruleVersions } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readAlert } from '../../monitor/src/alert/read.ts';
import { listRules } from '../../monitor/src/rule/list.ts';
import { openRunningRules } from '../../monitor/src/rule/running.ts';
import { sweepPending } from '../../monitor/src/sweep-pending.ts';
import { openArchive, pack, secretsPack, user, writePack } from './archive.ts';

const gil = user('gil', ['manager'], null);

test('a changed file takes over by itself, is recorded and announced', async () => {
  await using archive = await openArchive();
  const announced = new Promise<string>((resolve) => {
    archive.deps.feed.subscribe((event) => {
      if (event.kind === 'rules-changed') resolve(event.id);
    });
  });
  const before = archive.deps.rules.current().version;
  writePack(archive.packsFolder, 'any/bribes.yaml', pack('bribes', 'offer', 'um agrado', 'tem um agrado pra você'));
  const version = await announced;
  expect(version).not.toBe(before);
  expect(archive.deps.rules.current().version).toBe(version);
  expect(archive.deps.rules.current().set.evaluate({ text: 'tem um AGRADO pra vc' })).toHaveLength(1);
  expect((await archive.acts('company')).filter((act) => act === 'rules-activated')).toHaveLength(2);
  expect(archive.faults).toEqual([]);
});

test('a bad file is told with line and column while its last good version goes on; mended, it takes over', async () => {
  await using archive = await openArchive();
  const { rules } = archive.deps;
  writePack(archive.packsFolder, 'any/test.yaml', secretsPack.replace('severity: high', 'severity: terrible'));
  await rules.reload();
  expect(rules.current().set.evaluate({ text: 'a senha do banco' })).toHaveLength(1);
  const [problem] = listRules(archive.deps, authorize(gil, 'rule:list')).problems;
  expect(problem).toMatchObject({ file: 'any/test.yaml', line: 9 });

  const contradicted = secretsPack.replace("pass: ['bom dia']", "pass: ['a senha do banco']");
  writePack(archive.packsFolder, 'any/test.yaml', contradicted);
  await rules.reload();
  expect(rules.packs().problems).toMatchObject([{ path: 'any/test.yaml', line: 16, column: 14 }]);

  writePack(archive.packsFolder, 'any/test.yaml', secretsPack.replace('severity: high', 'severity: low'));
  await rules.reload();
  expect(rules.packs().problems).toEqual([]);
  expect(rules.current().set.evaluate({ text: 'a senha do banco' })).toMatchObject([{ severity: 'low' }]);
});

test('what is no file of the folder is told and never read: a pipe, a device, a link, a file without end', async () => {
  await using archive = await openArchive();
  const { rules } = archive.deps;
  const path = (name: string) => join(archive.packsFolder, name);
  execFileSync('mkfifo', [path('pipe.yaml')]);
  symlinkSync('/dev/zero', path('device.yaml'));
  writeFileSync(path('elsewhere.txt'), secretsPack.replace('secrets', 'elsewhere'));
  symlinkSync(path('elsewhere.txt'), path('link.yaml'));
  writeFileSync(path('long.yaml'), '');
  truncateSync(path('long.yaml'), 2 ** 36);
  await rules.reload();
  const { problems, packs } = rules.packs();
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'device.yaml: expected the file itself; links are not followed',
    'link.yaml: expected the file itself; links are not followed',
    'long.yaml: expected a file of at most 1 MB; split the pack',
    'pipe.yaml: expected a regular file that can be read',
  ]);
  expect(packs).toHaveLength(1);
  expect(rules.current().set.evaluate({ text: 'a senha do banco' })).toHaveLength(1);
});

test('bombs, megabytes and wrong encodings in the folder are told with their place, and what runs goes on', async () => {
  await using archive = await openArchive();
  const { rules } = archive.deps;
  const before = rules.current().version;
  const nested = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}*l${n}]`);
  const bad: Readonly<Record<string, string | Buffer>> = {
    'bomb.yaml': `l0: &l0 [lol]\n${nested.join('\n')}`,
    'deep.yaml': '['.repeat(100_000),
    'large.yaml': `${secretsPack}${'# \n'.repeat(400_000)}`,
    'latin.yaml': Buffer.from(secretsPack.replace('Teste', 'Não'), 'latin1'),
    'nothing.yaml': '',
    'utf16.yaml': Buffer.from(`\ufeff${secretsPack}`, 'utf16le'),
  };
  for (const [name, content] of Object.entries(bad)) writeFileSync(join(archive.packsFolder, name), content);
  await rules.reload();
  const { problems, packs } = rules.packs();
  expect([...new Set(problems.map(({ path }) => path))]).toEqual(Object.keys(bad));
  for (const { line, column, message } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(message).toMatch(/^expected /);
  }
  expect(packs).toHaveLength(1);
  expect(rules.current().version).toBe(before);
  expect(rules.current().set.evaluate({ text: 'a senha do banco' })).toHaveLength(1);
});

test('an alert names and explains the rule that raised it, long after the rule is gone', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, contact, [contact]);
  await archive.say(chat, contact, 'manda a senha do banco');
  const raisedBy = archive.deps.rules.current().version;
  rmSync(join(archive.packsFolder, 'any/test.yaml'));
  await archive.deps.rules.reload();
  expect(archive.deps.rules.current().set.packs).toEqual([]);
  const [alert] = (await archive.deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  const detail = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: alert?.doc.id ?? '' });
  expect(detail.rule).toMatchObject({
    ref: 'secrets/password',
    title: { 'pt-BR': 'Pediu a senha' },
    version: raisedBy.slice(0, 8),
  });
});

test('started again with the same packs, nothing is activated anew', async () => {
  await using archive = await openArchive();
  await archive.deps.rules[Symbol.asyncDispose]();
  await using again = await openRunningRules({ ...archive.deps, packsFolder: archive.packsFolder });
  expect(again.current().version).toBe(archive.deps.rules.current().version);
  expect((await archive.acts('company')).filter((act) => act === 'rules-activated')).toHaveLength(1);
  expect((await archive.deps.records.find(ruleVersions, { index: 'byActivation', limit: 9 })).items).toHaveLength(1);
});

test('a message that a crash left half screened is finished under the rules it began with: nothing counts twice', async () => {
  await using archive = await openArchive();
  const { records, rules } = archive.deps;
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  const id = await archive.say(await archive.addChat(number, contact, [contact]), contact, 'manda a senha do banco');
  const screened = await records.get(messages, id);
  if (!screened) throw new Error('No such message.');
  // As a crash leaves it: hits and alert are written, the message is not yet marked.
  const pending: Message = { ...screened.doc, screening: 'pending' };
  await records.replace(messages, screened.version, pending);
  writePack(archive.packsFolder, 'any/bribes.yaml', pack('bribes', 'offer', 'senha', 'qual é a senha'));
  await rules.reload();
  const found = () => records.find(hits, { index: 'byMessage', equals: { message: id }, limit: 10 });
  const before = await found();
  expect(await sweepPending(archive.deps)).toBe(0);
  expect((await records.get(messages, id))?.doc.screening).toBe('screened');
  expect(await found()).toEqual(before);
  const [alert] = (await records.find(alerts, { index: 'byRaised', limit: 10 })).items;
  expect(alert?.doc.hitCount).toBe(1);
});
