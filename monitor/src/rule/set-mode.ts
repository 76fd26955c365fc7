/** Puts a rule, or a whole pack, on, on trial, off, or back to what its file says. */
import type { RuleRef } from '@atalaia/rules';
import type { Authorized } from '../access/permissions.ts';
import type { ModeView } from '../api/rule-views.ts';
import { Problem } from '../problem.ts';
import { type ChangeChoices, type RuleChoices, readChoices, refuseWhilePinned, writeChoices } from './choices.ts';
import { activeCompanyRules, refOf } from './company-rules.ts';
import { companyPack } from './rule-view.ts';

/**
 * In force when resolved. `target`: `pack` or `pack/rule`. A choice for a pack takes the place of those for its rules.
 * @throws Problem `not-found` if there is no such pack or rule; `bad-request` for the company's rules, whose mode is
 * saved with them; `rules-pinned`; `changed-meanwhile`.
 */
export async function setMode(
  deps: ChangeChoices,
  { actor }: Authorized<'rule:change'>,
  { target, mode }: { readonly target: string; readonly mode: ModeView | 'default' },
): Promise<void> {
  await refuseUnknown(deps, target);
  const { version, doc } = await readChoices(deps);
  refuseWhilePinned(doc);
  const [pack = '', rule] = target.split('/');
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'rule-mode-chosen',
    subject: deps.rules.ruleId(target as RuleRef),
    // The company's own names may tell what it is about to do.
    detail: { mode, pack, rule: pack === companyPack ? null : (rule ?? null) },
  });
  await writeChoices(deps, version, { ...doc, modes: modesAfter(doc, target, mode) });
  await deps.rules.reload();
}

function modesAfter({ modes }: RuleChoices, target: string, mode: ModeView | 'default'): RuleChoices['modes'] {
  const others = Object.entries(modes).filter(([name]) => name !== target && !name.startsWith(`${target}/`));
  return Object.fromEntries(mode === 'default' ? others : [...others, [target, mode]]);
}

async function refuseUnknown(deps: ChangeChoices, target: string): Promise<void> {
  const { packs } = deps.rules.packs();
  if (!packs.some(({ id, rules }) => id === target || rules.some(({ ref }) => ref === target))) {
    throw new Problem('not-found', 'There is no such pack or rule.', { pointer: '/target' });
  }
  const written = (await activeCompanyRules(deps)).map(refOf);
  if (written.some((ref) => ref === target) || target === companyPack) {
    throw new Problem('bad-request', 'A rule of the company has its mode with it: save it with another one.', {
      pointer: '/target',
    });
  }
}
