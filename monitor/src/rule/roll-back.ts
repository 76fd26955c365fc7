/** Runs an earlier rule set again, exactly as it was, until the files are followed again. */
import { type RuleVersionId, ruleVersions } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { type ChangeChoices, readChoices, writeChoices } from './choices.ts';

/** In force when resolved. @throws Problem `not-found` if no such version was ever kept; `changed-meanwhile`. */
export async function rollBack(
  deps: ChangeChoices,
  { actor }: Authorized<'rule:change'>,
  { id }: { readonly id: string },
): Promise<void> {
  const kept = await deps.records.get(ruleVersions, id);
  if (!kept) throw new Problem('not-found', 'There is no such version of the rules.');
  await setPinned(deps, actor, kept.doc.id);
}

/** Files, terms and modes decide again; in force when resolved. Changes nothing if they do already. */
export async function followFiles(deps: ChangeChoices, { actor }: Authorized<'rule:change'>): Promise<void> {
  if ((await readChoices(deps)).doc.pinned !== null) await setPinned(deps, actor, null);
}

/** Null: the files are followed. */
async function setPinned(
  deps: ChangeChoices,
  actor: Authorized<'rule:change'>['actor'],
  pinned: RuleVersionId | null,
): Promise<void> {
  const { version, doc } = await readChoices(deps);
  const act = pinned === null ? 'rules-followed' : 'rules-held';
  await deps.audit.record({ chain: 'company', actor, act, subject: pinned ?? doc.pinned });
  await writeChoices(deps, version, { ...doc, pinned });
  await deps.rules.reload();
}
