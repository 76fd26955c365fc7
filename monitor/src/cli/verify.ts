/** `atalaia verify FILE`: whether an export, or the certificate of an erasure or of a closed account, is as it was signed. Needs no data folder and no running program. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkExport } from '../export/verifier/check.mjs';
import { nodeTools } from '../export/verifier/node-tools.mjs';
import { readArguments } from './arguments.ts';
import { counted } from './counted.ts';
import type { CliIo, CliVerb } from './verb.ts';

const help = `atalaia verify FILE.zip [--fingerprint HEX]
atalaia verify CERTIFICATE.json [--fingerprint HEX]

Checks an export byte by byte against the manifest that it was signed with, and names the file that was altered; or the
certificate of an erasure or of a closed account against its signature.
--fingerprint  the SHA-256 of the key, received by another way. Without it the file can be consistent and yet of
               anybody's making.
`;

export const verifyVerb: CliVerb = {
  name: 'verify',
  help,
  async run(args, io) {
    const options = { fingerprint: { type: 'string' } } as const;
    const given = readArguments({ args: [...args], allowPositionals: true, options });
    if (given.kind === 'wrong') return wrongUsage(io, given.sentence);
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) return wrongUsage(io, 'Name one file to check.');
    const expected = given.values.fingerprint?.toLowerCase().replace(/[\s:]/g, '');
    if (expected !== undefined && !/^[0-9a-f]{64}$/.test(expected)) {
      return wrongUsage(io, 'A fingerprint has 64 hexadecimal digits.');
    }
    const file = await open(resolve(io.cwd, path)).catch(() => undefined);
    if (!file) {
      await io.err(`${path} cannot be read.`);
      return 1;
    }
    try {
      if (path.endsWith('.json')) return await tellCertificate(io, path, await file.readFile('utf8'), expected);
      return await tell(io, path, await checkExport(await nodeTools(file)), expected);
    } finally {
      await file.close();
    }
  },
};

async function tell(
  io: CliIo,
  path: string,
  verdict: Awaited<ReturnType<typeof checkExport>>,
  expected: string | undefined,
): Promise<number> {
  if (verdict.kind === 'altered') {
    await io.err(`${path} was altered: ${verdict.file ?? 'the ZIP itself'}: ${verdict.why}.`);
    return 1;
  }
  const { fingerprint, manifest } = verdict;
  if (expected !== undefined && expected !== fingerprint) {
    await io.err(`${path} is consistent, but signed by another key: ${fingerprint}.`);
    return 1;
  }
  const origin =
    expected === undefined
      ? 'Consistent, origin not proved: compare the key with the fingerprint received by another way (--fingerprint).'
      : 'Consistent, and signed by the key with this fingerprint.';
  await io.out(`${counted(manifest.files.length, 'file')} as signed.\n${origin}\nKey ${fingerprint}\n`);
  return 0;
}

async function tellCertificate(io: CliIo, path: string, text: string, expected: string | undefined): Promise<number> {
  // Loaded only now: exports are checked without any of it.
  const { checkCertificate } = await import('../erase/certificate.ts');
  const { kind } = checkCertificate(text, expected);
  switch (kind) {
    case 'proved':
      await io.out('The certificate is as it was signed, by the key with this fingerprint.\n');
      return 0;
    case 'consistent':
      await io.out(
        'Consistent, origin not proved: compare the installation named in it with the fingerprint received by another way (--fingerprint).\n',
      );
      return 0;
    case 'changed':
      await io.err(`${path} was altered: its signature does not match.`);
      return 1;
    case 'other-installation':
      await io.err(`${path} is consistent, but of another installation.`);
      return 1;
    case 'no-certificate':
      await io.err(`${path} is no certificate of an erasure or of a closed account.`);
      return 1;
    default:
      throw new TypeError(`No rule for ${String(kind satisfies never)}`);
  }
}

async function wrongUsage(io: CliIo, sentence: string): Promise<number> {
  await io.err(`${sentence} See atalaia verify --help.`);
  return 2;
}
