/** What the company chose about rules beside their files: modes, added exceptions, and a version to hold. One sealed document. */
import { placeOf, type Records, type RuleVersionId, ruleChoices, type Vault, type Versioned } from '@atalaia/storage';
import { z } from 'zod';
import { modeView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { Problem } from '../problem.ts';
import type { RunningRules } from './running.ts';

const chosen = z.object({
  /** By `pack` or `pack/rule`; the rule's goes before its pack's. */
  modes: z.record(z.string(), modeView),
  /** By `pack/rule`. */
  exceptions: z.record(z.string(), z.array(z.string())),
});

export interface RuleChoices extends Readonly<z.infer<typeof chosen>> {
  /** The version that runs whatever the files say; null while they are followed. */
  readonly pinned: RuleVersionId | null;
}

/** What whoever changes a choice needs: it is recorded first, and in force once the rules were reloaded. */
export interface ChangeChoices {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly rules: Pick<RunningRules, 'packs' | 'reload' | 'ruleId'>;
}

const place = placeOf(ruleChoices, 'company', 'sealedChoices');

export interface ReadChoices {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Version 0 stands for choices that were never made. */
export async function readChoices(deps: ReadChoices): Promise<Versioned<RuleChoices>> {
  const kept = await deps.records.get(ruleChoices, 'company');
  const { pinned = null, sealedChoices } = kept?.doc ?? {};
  const json = sealedChoices && (await deps.vault.openText(place, sealedChoices));
  const { modes, exceptions } = json === undefined ? { modes: {}, exceptions: {} } : chosen.parse(JSON.parse(json));
  return { version: kept?.version ?? 0, doc: { modes, exceptions, pinned } };
}

/** Puts new choices in the place of those that were read. @throws Problem `changed-meanwhile` if others came in between. */
export async function writeChoices(
  deps: { readonly records: Pick<Records, 'insert' | 'replace'>; readonly vault: Pick<Vault, 'keyOf'> },
  version: number,
  { pinned, modes, exceptions }: RuleChoices,
): Promise<void> {
  const key = await companyKey(deps.vault);
  const doc = {
    id: 'company' as const,
    pinned,
    sealedChoices: key.seal(place, JSON.stringify({ modes, exceptions })),
  };
  const outcome =
    version === 0 ? await deps.records.insert(ruleChoices, doc) : await deps.records.replace(ruleChoices, version, doc);
  if (outcome !== 'inserted' && outcome !== 'replaced') {
    throw new Problem(
      'changed-meanwhile',
      'Somebody changed the rules meanwhile. Read them again before you change them.',
    );
  }
}

/** @throws Problem `rules-pinned` while a version is held: what is changed now would not take effect. */
export function refuseWhilePinned({ pinned }: Pick<RuleChoices, 'pinned'>): void {
  if (pinned !== null) {
    throw new Problem(
      'rules-pinned',
      'The rules are held at an earlier version. Follow the files again before you change them.',
    );
  }
}
