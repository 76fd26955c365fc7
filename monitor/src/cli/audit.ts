/** `atalaia audit verify`: checks the audit trail, also against checkpoints received by another way. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { authorize } from '../access/permissions.ts';
import { readReceivedCheckpoints } from '../audit/against.ts';
import type { KeptTrail } from '../audit/keep-trail.ts';
import { type VerifyTrail, verifyTrail } from '../audit/verify.ts';
import { type FindDamaged, findDamaged } from '../find-damaged.ts';
import { counted } from './counted.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

const help = `atalaia audit verify [--against DIR]

Checks every audit chain from its first entry, the messages its batches cover, alerts and their decisions, and every
signed checkpoint. Messages captured until now enter the trail first.
--against DIR  also checks that the trail still holds what the checkpoint files in DIR say: files that left this
               machine earlier (see ATALAIA_CHECKPOINTS). Without them the trail can be consistent and yet rewritten.
`;

type AuditVerb = VerifyTrail & FindDamaged & { readonly trail: Pick<KeptTrail, 'round'> };

export const auditVerb: OwnerVerb<AuditVerb> = { name: 'audit', help, run };

async function run(args: readonly string[], io: CliIo, deps: AuditVerb): Promise<number> {
  const against = folderOf(args);
  if (against === 'wrong') {
    await io.err('Usage: atalaia audit verify [--against DIR]. See atalaia audit --help.');
    return 2;
  }
  const received = against === undefined ? undefined : await readReceivedCheckpoints(resolve(io.cwd, against));
  if (received?.kind === 'unusable') {
    await io.err(received.problem);
    return 1;
  }
  await deps.trail.round();
  const verdict = await verifyTrail(deps, authorize(io.actor, 'audit:read'), received?.checkpoints);
  if (verdict.problem !== null) {
    await io.err(verdict.problem);
    await tellDamaged(io, deps);
    return 1;
  }
  await io.out(
    `The audit trail is intact: ${counted(verdict.chains, 'chain')}, ${counted(verdict.entries, 'entry', 'entries')}, ${counted(verdict.messages, 'message')} covered.\n` +
      `${counted(verdict.uncovered, 'message')} not yet covered.\n` +
      `Key ${verdict.fingerprint}\n` +
      (received
        ? `It agrees with ${counted(received.checkpoints.length, 'received checkpoint')}; newer than these: ${counted(verdict.unproved, 'entry', 'entries')}.\n`
        : 'Consistent, origin not proved: compare with checkpoints received earlier by --against DIR.\n'),
  );
  return 0;
}

/** A broken trail may be a failing disk: what does not open any more says which rows it took. */
async function tellDamaged(io: CliIo, deps: FindDamaged): Promise<void> {
  let count = 0;
  for await (const _ of findDamaged(deps)) count += 1;
  if (count > 0) await io.err(`${count} of the messages and persons kept are damaged: atalaia doctor names them.`);
}

function folderOf(args: readonly string[]): string | undefined | 'wrong' {
  try {
    const options = { against: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return positionals.length === 1 && positionals[0] === 'verify' ? values.against : 'wrong';
  } catch {
    return 'wrong';
  }
}
