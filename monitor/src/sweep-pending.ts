/** Screens at start what a crash left captured but not yet screened. */
import { conversations, hits, type MessageId, messages, type RuleVersionId, type Vault } from '@atalaia/storage';
import { everyPage } from './every-page.ts';
import { openMessageText } from './open-text.ts';
import type { KeptRules, RunningRules } from './rule/running.ts';
import { type ScreenDeps, screenMessages } from './screen.ts';

export interface SweepDeps extends ScreenDeps {
  readonly vault: Pick<Vault, 'openText'>;
  readonly rules: Pick<RunningRules, 'current' | 'kept' | 'ruleId'>;
}

/** Run before new messages come; answers how many alerts are new. A damaged message is passed over. */
export async function sweepPending(deps: SweepDeps): Promise<number> {
  const pending = everyPage((after) =>
    deps.records.find(messages, {
      index: 'byScreening',
      equals: { screening: 'pending' },
      limit: 200,
      ...after,
    }),
  );
  const sets = new Map<RuleVersionId, Promise<KeptRules>>();
  let raised = 0;
  for await (const { doc: message, version } of pending) {
    const opened = await openMessageText(deps.vault, message);
    // Stays pending: the doctor names it, and it is screened once its row is restored.
    if (opened.kind === 'damaged') continue;
    const text = opened.kind === 'erased' ? '' : opened.text;
    const contact = (await deps.records.get(conversations, message.conversation))?.doc.contact ?? null;
    const begun = (await versionBegun(deps, message.id)) ?? deps.rules.current().version;
    const rules = sets.get(begun) ?? deps.rules.kept(begun);
    sets.set(begun, rules);
    raised += await screenMessages(deps, [{ message, version, text, contact }], true, await rules);
  }
  return raised;
}

/** The rules under which the message was being screened: the rules may have changed since, and a hit counts once. */
async function versionBegun(deps: Pick<SweepDeps, 'records'>, message: MessageId): Promise<RuleVersionId | undefined> {
  const found = await deps.records.find(hits, { index: 'byMessage', equals: { message }, limit: 1 });
  return found.items[0]?.doc.version;
}
