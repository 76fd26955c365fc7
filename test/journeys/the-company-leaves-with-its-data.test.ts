/** The whole company's data as one signed ZIP, and the closing of the account: nothing is left that opens. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { type Hold, type HoldId, holds } from '@atalaia/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { verifyVerb } from '../../monitor/src/cli/verify.ts';
import { beginCompanyExport } from '../../monitor/src/company/begin-export.ts';
import { closeAccount } from '../../monitor/src/company/close.ts';
import { readClosure } from '../../monitor/src/company/closure.ts';
import { certificateName, closingName, openPremises } from '../../monitor/src/company/premises.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { checkCertificate } from '../../monitor/src/erase/certificate.ts';
import { openData } from '../../monitor/src/open-data.ts';
import { type ExportedArchive, exportedArchive } from '../fixtures/exported-archive.ts';
import { filesIn } from '../fixtures/zip-regions.ts';

const operator = { kind: 'operator', name: 'test' } as const;
let here: ExportedArchive;
const home = mkdtempSync(join(tmpdir(), 'atalaia-company-'));

beforeAll(async () => {
  here = await exportedArchive();
});

afterAll(async () => {
  await here[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

it('the export holds every collection opened, every file, and the trail; no key and no password', async () => {
  const deps = { ...here.archive.deps, exports: here.exports };
  const authorized = authorize(operator, 'company:export');
  const { id } = await beginCompanyExport(deps, authorized, { language: 'en' });
  const zip = await here.bytesOf(id);
  const path = join(home, 'company.zip');
  writeFileSync(path, zip);
  const { fingerprint } = here.archive.deps.signer;
  const io = { out: async () => {}, err: async () => {}, progress() {}, input: none(), cwd: home, actor: operator };
  expect(await verifyVerb.run([path, '--fingerprint', fingerprint], io)).toBe(0);

  const files = filesIn(zip, inflateRawSync);
  const linesOf = (name: string) =>
    (files.get(`${name}/0001.jsonl`)?.toString('utf8') ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(linesOf('messages')).toHaveLength(7);
  expect(linesOf('messages').map(({ text }) => text)).toContain('Segredo do Bruno, que não é da Carla.');
  expect(linesOf('persons').map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Carla Cliente', 'Bruno Bastos', 'Ana Atendente']),
  );
  expect(linesOf('auditEntries').map(({ act }) => act)).toContain('company-exported');
  expect([...files.keys()].filter((name) => name.startsWith('files/'))).toHaveLength(1);
  for (const [name, bytes] of files) expect(bytes.includes('sealedFileKey'), name).toBe(false);
});

it('is refused while something is held, and for the wrong phrase; then nothing is left but a signed certificate', async () => {
  const { deps } = here.archive;
  const folders = { dataDir: join(home, 'data'), keysDir: join(home, 'keys'), keyReplica: undefined };
  for (const folder of [folders.dataDir, folders.keysDir]) mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(join(folders.dataDir, 'deep', 'records.sqlite'), 'rows');
  writeFileSync(join(folders.keysDir, 'master.key'), 'key');
  let ended = false;
  const premises = openPremises(folders, () => {
    ended = true;
  });
  const closing = { ...deps, premises };
  const authorized = authorize(operator, 'company:close');
  const asked = { phrase: deps.signer.fingerprint, reason: 'A empresa encerra as atividades.' };

  const hold = await placeHold();
  expect((await readClosure(closing, authorized)).missing).toEqual(['holds']);
  await expect(closeAccount(closing, authorized, asked)).rejects.toMatchObject({ code: 'not-ready' });
  await deps.records.remove(holds, hold);
  await expect(closeAccount(closing, authorized, { ...asked, phrase: 'sim' })).rejects.toMatchObject({
    code: 'bad-request',
  });
  const apart = openPremises({ ...folders, keyReplica: join(home, 'not-mounted') }, () => undefined);
  await expect(closeAccount({ ...closing, premises: apart }, authorized, asked)).rejects.toMatchObject({
    code: 'not-ready',
  });
  expect(readdirSync(folders.keysDir)).not.toEqual([]);

  expect(await closeAccount(closing, authorized, asked)).toEqual({ state: 'closed', missing: [] });
  expect(ended).toBe(true);
  expect(readdirSync(folders.dataDir)).toEqual([certificateName]);
  expect(readdirSync(folders.keysDir, { recursive: true })).toEqual(['deep']);
  const receipt = readFileSync(join(folders.dataDir, certificateName), 'utf8');
  expect(checkCertificate(receipt, deps.signer.fingerprint)).toEqual({ kind: 'proved' });
  expect(JSON.parse(receipt)).toMatchObject({ certificate: { messages: 7, persons: 3 } });
});

it.each(['before the keys went', 'between keys and data', 'before the certificate had its name'])(
  'a closing that was killed %s is carried to its end before anything is opened',
  async (when) => {
    const at = join(home, when);
    const folders = { dataDir: join(at, 'data'), keysDir: join(at, 'keys'), keyReplica: join(at, 'replica') };
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folders.dataDir, closingName), 'certificate');
    if (when !== 'before the certificate had its name') writeFileSync(join(folders.dataDir, 'records.sqlite'), 'rows');
    if (when === 'before the keys went') {
      for (const folder of [folders.keysDir, folders.keyReplica]) writeFileSync(join(folder, 'master.key'), 'key');
    }
    const opened = await openData({ ...folders, passphraseFile: undefined }, () => {});
    expect(opened).toMatchObject({ kind: 'unusable', problem: expect.stringContaining(certificateName) });
    expect(readdirSync(folders.dataDir)).toEqual([certificateName]);
    expect(readFileSync(join(folders.dataDir, certificateName), 'utf8')).toBe('certificate');
    for (const folder of [folders.keysDir, folders.keyReplica]) expect(readdirSync(folder)).toEqual([]);
  },
);

async function placeHold(): Promise<HoldId> {
  const { records, vault, newId, clock } = here.archive.deps;
  const id = newId() as HoldId;
  const hold: Hold = {
    id,
    scope: { kind: 'person', person: here.bruno },
    subject: here.bruno,
    owner: null,
    source: 'desk',
    from: clock(),
    until: null,
    state: 'active',
    by: 'operator:test',
    liftedBy: null,
    liftedAt: null,
    sealedReason: (await companyKey(vault)).seal({ collection: 'holds', id, field: 'sealedReason' }, 'Processo'),
  };
  await records.insert(holds, hold);
  return id;
}

async function* none(): AsyncGenerator<Uint8Array> {}
