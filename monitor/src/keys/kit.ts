/** The recovery kit: a sheet for the safe with the master key on it, and the proof that it opens this installation's keys. */
import { open, readFile } from 'node:fs/promises';
import type { Signer, Storage } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';

export interface RecoveryKit {
  readonly recovery: Storage['recovery'];
  readonly signer: Pick<Signer, 'fingerprint'>;
  readonly audit: Audit;
}

/** Between these lines stands the secret, also where a human has written around it. */
const [begin, end] = ['-----BEGIN ATALAIA MASTER KEY-----', '-----END ATALAIA MASTER KEY-----'];

/** Mode 0600; a file that is there stays. @throws Problem `bad-request` if there is one */
export async function writeRecoveryKit(
  deps: RecoveryKit,
  authorized: Authorized<'keys:keep'>,
  path: string,
): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch(() => {
    throw new Problem('bad-request', 'The kit cannot be written there: name a new file in a folder of yours.');
  });
  try {
    await deps.audit.record({ chain: 'company', actor: authorized.actor, act: 'recovery-kit-made', subject: null });
    await file.writeFile(sheet(deps));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Recorded whatever comes of it. @throws Problem `bad-request` if the file holds no kit */
export async function tryRecoveryKit(
  deps: RecoveryKit,
  authorized: Authorized<'keys:keep'>,
  path: string,
): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const from = text.indexOf(begin);
  const secret = from === -1 ? '' : text.slice(from + begin.length, text.indexOf(end, from)).trim();
  if (secret === '') throw new Problem('bad-request', 'This file holds no recovery kit.');
  const opens = await deps.recovery.opens(secret);
  const act = { chain: 'company', actor: authorized.actor, act: 'recovery-tried', subject: null } as const;
  await deps.audit.record({ ...act, detail: { opens } });
  return opens;
}

function sheet({ recovery, signer }: RecoveryKit): string {
  const howTo =
    recovery.kind === 'file'
      ? 'Write the line between the marks into the file master.key (mode 0600) of the key folder.'
      : 'Write what stands between the marks into passphrase.json (mode 0600) of the key folder; the passphrase is not on this sheet and is needed too.';
  return `Atalaia recovery kit
Installation ${signer.fingerprint}

Whoever holds this sheet and a copy of the key folder can read everything. Keep it in a safe, apart from both.
After a loss: put the replica of the keys into the key folder. ${howTo}
Then restore the backup (atalaia restore FILE) and link the numbers anew. A rotation of the master key makes this sheet void.

${begin}
${recovery.secret()}
${end}
`;
}
