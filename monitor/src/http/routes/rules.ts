/** Routes of rules: what is in force, trying a text, modes, exceptions and versions. */
import { authorize } from '../../access/permissions.ts';
import type { ChangeChoices } from '../../rule/choices.ts';
import { type ReadFigures, readFigures } from '../../rule/figures.ts';
import { type ListRules, listRules } from '../../rule/list.ts';
import { diffVersions, type ListVersions, listVersions } from '../../rule/list-versions.ts';
import { type ProposeExceptions, proposeExceptions } from '../../rule/propose-exceptions.ts';
import { followFiles, rollBack } from '../../rule/roll-back.ts';
import type { RunningRules } from '../../rule/running.ts';
import { setExceptions } from '../../rule/set-exceptions.ts';
import { setMode } from '../../rule/set-mode.ts';
import { tryRules } from '../../rule/try.ts';
import { os, signedIn } from '../implement-contract.ts';

export function rulesRoutes(
  deps: ListRules &
    ChangeChoices &
    ListVersions &
    ReadFigures &
    ProposeExceptions & { readonly rules: Pick<RunningRules, 'models'> },
) {
  return os.rules.router({
    list: os.rules.list.use(signedIn).handler(({ context }) => listRules(deps, authorize(context.actor, 'rule:list'))),
    scan: os.rules.scan
      .use(signedIn)
      .handler(({ context, input }) => tryRules(deps, authorize(context.actor, 'term:change'), input)),
    setMode: os.rules.setMode.use(signedIn).handler(async ({ context, input }) => {
      await setMode(deps, authorize(context.actor, 'rule:change'), input);
      return {};
    }),
    setExceptions: os.rules.setExceptions.use(signedIn).handler(async ({ context, input }) => {
      await setExceptions(deps, authorize(context.actor, 'rule:change'), input);
      return {};
    }),
    proposals: os.rules.proposals
      .use(signedIn)
      .handler(({ context, input }) => proposeExceptions(deps, authorize(context.actor, 'rule:change'), input)),
    figures: os.rules.figures
      .use(signedIn)
      .handler(({ context, input }) => readFigures(deps, authorize(context.actor, 'rule:list'), input)),
    versions: os.rules.versions
      .use(signedIn)
      .handler(({ context, input }) => listVersions(deps, authorize(context.actor, 'rule:list'), input)),
    diff: os.rules.diff
      .use(signedIn)
      .handler(({ context, input }) => diffVersions(deps, authorize(context.actor, 'rule:change'), input)),
    rollBack: os.rules.rollBack.use(signedIn).handler(async ({ context, input }) => {
      await rollBack(deps, authorize(context.actor, 'rule:change'), input);
      return {};
    }),
    follow: os.rules.follow.use(signedIn).handler(async ({ context }) => {
      await followFiles(deps, authorize(context.actor, 'rule:change'));
      return {};
    }),
  });
}
