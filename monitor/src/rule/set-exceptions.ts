/** Adds the company's own exceptions to a rule, such as words that dismissed alerts had in common. */
import { compileRules, type RuleRef } from '@atalaia/rules';
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { type ChangeChoices, readChoices, refuseWhilePinned, writeChoices } from './choices.ts';
import { companyPackOf } from './company-terms.ts';

/**
 * In force when resolved; takes the place of those that were added before. Sealed, because they are words of chats.
 * @throws Problem `not-found` if there is no such rule; `bad-request` for words that can never be found; `rules-pinned`;
 * `changed-meanwhile`.
 */
export async function setExceptions(
  deps: ChangeChoices,
  { actor }: Authorized<'rule:change'>,
  { rule, exceptions }: { readonly rule: string; readonly exceptions: readonly string[] },
): Promise<void> {
  const known = deps.rules.packs().packs.some((pack) => pack.rules.some(({ ref }) => ref === rule));
  if (!known) throw new Problem('not-found', 'There is no such rule.', { pointer: '/rule' });
  refuseUnusable(exceptions);
  const { version, doc } = await readChoices(deps);
  refuseWhilePinned(doc);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'rule-exceptions-chosen',
    subject: deps.rules.ruleId(rule as RuleRef),
    detail: { exceptions: exceptions.length },
  });
  const { [rule]: _, ...others } = doc.exceptions;
  const changed = exceptions.length === 0 ? others : { ...others, [rule]: [...new Set(exceptions)] };
  await writeChoices(deps, version, { ...doc, exceptions: changed });
  await deps.rules.reload();
}

function refuseUnusable(exceptions: readonly string[]): void {
  for (const [index, words] of exceptions.entries()) {
    const fields = { words: [words], severity: 'low', from: null, except: [], example: words, note: '' } as const;
    const alone = compileRules([companyPackOf([['checked', { ...fields, words: [words], except: [] }]])]);
    if (alone.evaluate({ text: words }).length > 0) continue;
    throw new Problem('bad-request', `Exception ${index + 1} can never be found: it needs a letter or a digit.`, {
      pointer: `/exceptions/${index}`,
    });
  }
}
