/** The recovery kit: a sheet for the safe with the master key on it, and the proof that it opens this installation's keys. */
import { open, readFile } from 'node:fs/promises';
import type { Signer, Storage } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { masterKeySubject } from './kit-standing.ts';

export interface RecoveryKit {
  readonly recovery: Storage['recovery'];
  readonly rotation: Pick<Storage['rotation'], 'underWay'>;
  readonly signer: Pick<Signer, 'fingerprint'>;
  readonly audit: Audit;
}

/** Between these lines stands the secret, also where a human has written around it. */
const [begin, end] = ['-----BEGIN ATALAIA MASTER KEY-----', '-----END ATALAIA MASTER KEY-----'];

/** Mode 0600; a file that is there stays. @throws Problem `bad-request` if there is one, `not-ready` during a rotation */
export async function writeRecoveryKit(
  deps: RecoveryKit,
  authorized: Authorized<'keys:keep'>,
  path: string,
): Promise<void> {
  refuseDuringRotation(deps);
  const file = await open(path, 'wx', 0o600).catch(() => {
    throw new Problem('bad-request', 'The kit cannot be written there: name a new file in a folder of yours.');
  });
  try {
    await deps.audit.record({
      chain: 'company',
      actor: authorized.actor,
      act: 'recovery-kit-made',
      subject: masterKeySubject,
    });
    await file.writeFile(sheet(deps));
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Recorded whatever comes of it. `torn`: it is cut short, or a digit is missing; `other`: it is of other keys, or was
 * copied with a mistake. @throws Problem `bad-request` if the file holds no kit, `not-ready` during a rotation
 */
export async function tryRecoveryKit(
  deps: RecoveryKit,
  authorized: Authorized<'keys:keep'>,
  path: string,
): Promise<'opens' | 'torn' | 'other'> {
  refuseDuringRotation(deps);
  const text = await readFile(path, 'utf8').catch(() => '');
  const from = text.indexOf(begin);
  if (from === -1) throw new Problem('bad-request', 'This file holds no recovery kit.');
  const to = text.indexOf(end, from);
  const tried = to === -1 ? 'torn' : await deps.recovery.opens(text.slice(from + begin.length, to).trim());
  const { actor } = authorized;
  const detail = { opens: tried === 'opens' };
  await deps.audit.record({ chain: 'company', actor, act: 'recovery-tried', subject: masterKeySubject, detail });
  return tried;
}

/** Two master keys are in use, and neither alone opens every key. */
function refuseDuringRotation({ rotation }: RecoveryKit): void {
  if (!rotation.underWay()) return;
  throw new Problem('not-ready', 'The master key is being rotated: wait until that has ended, then make a kit.');
}

function sheet({ recovery, signer }: RecoveryKit): string {
  const howTo =
    recovery.kind === 'file'
      ? 'Write the 64 digits between the marks into the file master.key (mode 0600) of the key folder; spaces, new lines and capitals do not matter.'
      : 'Write what stands between the marks into passphrase.json (mode 0600) of the key folder; the passphrase is not on this sheet and is needed too.';
  return `Atalaia recovery kit
Installation ${signer.fingerprint}

Whoever holds this sheet and a copy of the key folder can read everything. Keep it in a safe, apart from both.
After a loss: put the replica of the keys into the key folder. ${howTo}
Then restore the backup (atalaia restore FILE) and link the numbers anew. A rotation of the master key makes this sheet void.

${begin}
${recovery.kind === 'file' ? forPaper(recovery.secret()) : recovery.secret()}
${end}
`;
}

/** Four lines of four groups of four digits: what a human can copy from paper. */
function forPaper(digits: string): string {
  return digits
    .replace(/.{4}/g, '$& ')
    .replace(/(.{19}) /g, '$1\n')
    .trim();
}
