/** Tells conduct rules that time has passed: a contact has waited too long for an answer. */
import { dueOf, step } from '@atalaia/rules';
import { conducts, type NumberId, type StoredConduct, type Versioned } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { AdvanceDeps } from './advance.ts';
import { raiseConduct } from './raise.ts';
import { followed, remember } from './remember.ts';
import type { ConductInForce } from './rules-in-force.ts';

export interface FallDueDeps extends AdvanceDeps {
  /** Since when the number has heard WhatsApp without a break; undefined while it does not. */
  readonly hearingSince: (number: NumberId) => number | undefined;
}

/** After a silence, answers that were given meanwhile come first: WhatsApp sends them within seconds. */
const settleMs = 60_000;
const atOnce = 200;

/** Everything that is due now, or fell due while the program did not run; each once. */
export async function fallDue(deps: FallDueDeps, rules: ConductInForce): Promise<void> {
  const now = deps.clock();
  const due = everyPage((after) =>
    deps.records.find(conducts, { index: 'byDue', range: { from: 0, before: now + 1 }, limit: atOnce, ...after }),
  );
  for await (const one of due) await tick(deps, rules, one, now);
}

async function tick(
  deps: FallDueDeps,
  rules: ConductInForce,
  kept: Versioned<StoredConduct>,
  now: number,
): Promise<void> {
  const { id, number, conversation } = kept.doc;
  const since = deps.hearingSince(number);
  // Whoever does not hear the answers can't say that there was none.
  if (since === undefined || now - since < settleMs) return;
  const place = { hours: await deps.calendars.of(number), number };
  const before = followed(rules, id, kept.doc, kept);
  const { state, hits } = step(rules.conduct, place, before.state, { kind: 'tick', at: now });
  if (hits.length > 0) await raiseConduct(deps, rules, { conversation, hits });
  await remember(deps, rules, { ...before, state }, dueOf(rules.conduct, place, state));
}
