/** Restores a backup into an empty data folder, under the keys of its installation; what was erased since opens nowhere and goes. */
import type { NewId, NumberId, Storage } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { subjectOf } from '../scope/subject.ts';
import { checkBackup } from './check.ts';
import { putBack } from './put-back.ts';
import { rebuildAliases } from './rebuild-aliases.ts';
import { settleRestored } from './settle-restored.ts';

export type Restore = Storage & { readonly clock: () => number; readonly newId: NewId };

export interface Restored {
  readonly rows: number;
  /** Persons who were erased after the backup was made, and parts: messages, conversations, numbers, periods. */
  readonly erased: number;
  readonly parts: number;
  /** Of the backup, milliseconds since the epoch: what was decided later is not in it. */
  readonly madeAt: number;
}

/**
 * `storage` was opened as `restoring`. `openAudit`: asked once the trail is there. What stops it leaves the folder
 * marked as half restored. @throws Problem `bad-request` before anything is written if the file is not to be trusted
 */
export async function restoreBackup(
  deps: Restore,
  openAudit: () => Promise<Audit & AsyncDisposable>,
  actor: Actor,
  path: string,
  onRow: (rows: number) => void = () => undefined,
): Promise<Restored> {
  const backup = await checkBackup(deps.signer, path);
  let rows = 0;
  await putBack(deps, backup, (now) => {
    rows = now;
    onRow(now);
  });
  const { persons, parts, begun, accounts, paused, silence } = await settleRestored(deps, actor, backup.at);
  const made = await rebuildAliases(deps);
  await using audit = await openAudit();
  const erased = persons.length;
  const detail = { rows, erased, parts, aliases: made, madeAt: backup.at };
  await audit.record({ chain: 'company', actor, act: 'backup-restored', subject: null, detail });
  // No message goes by an erasure that the trail does not name.
  for (const { id, scope, mode, whole, objected, source } of begun) {
    await audit.record({
      chain: 'company',
      actor,
      act: 'erasure-confirmed',
      subject: subjectOf(scope),
      detail: { erasure: id, scope: scope.kind, mode, persons: whole.length, objected, source },
    });
  }
  for (const { id, state, roles } of accounts) {
    const ended = { state, roles: roles.join('+'), numbers: 0, rights: '', person: null };
    await audit.record({ chain: 'company', actor, act: 'user-changed', subject: id, detail: ended });
  }
  for (const { id, periods, runs } of paused) {
    const months = Math.max(0, ...periods.map((period) => period.months));
    const settled = { months, periods: periods.length, runs };
    await audit.record({
      chain: id === 'company' ? 'company' : (id as NumberId),
      actor,
      act: 'retention-set',
      subject: id,
      detail: settled,
    });
  }
  if (silence !== undefined) {
    const { law, undoHours, bySilence, dpo, substitute } = silence;
    const { correction, anonymise } = bySilence;
    await audit.record({
      chain: 'company',
      actor,
      act: 'rights-policy-set',
      subject: 'company',
      detail: { law, undoHours, correctionBySilence: correction, anonymiseBySilence: anonymise, dpo, substitute },
    });
  }
  deps.snapshots.endRestore();
  return { rows, erased, parts, madeAt: backup.at };
}
