/** Routes of replays. */
import { authorize } from '../../access/permissions.ts';
import { cancelReplay, type ListReplays, listReplays, readReplay, replayView } from '../../replay/list.ts';
import type { ReplayRunner } from '../../replay/runner.ts';
import { type StartReplay, startReplay } from '../../replay/start.ts';
import { os, signedIn } from '../implement-contract.ts';

export function replaysRoutes(deps: StartReplay & ListReplays & { readonly replays: ReplayRunner }) {
  return os.replays.router({
    start: os.replays.start.use(signedIn).handler(async ({ context, input }) => {
      const started = await startReplay(deps, authorize(context.actor, 'replay:run'), input);
      return started.kind === 'refused' ? started : { ...started, replay: await replayView(deps, started.replay) };
    }),
    list: os.replays.list
      .use(signedIn)
      .handler(({ context, input }) => listReplays(deps, authorize(context.actor, 'replay:run'), input)),
    read: os.replays.read
      .use(signedIn)
      .handler(({ context, input }) => readReplay(deps, authorize(context.actor, 'replay:run'), input)),
    cancel: os.replays.cancel
      .use(signedIn)
      .handler(({ context, input }) => cancelReplay(deps, authorize(context.actor, 'replay:run'), input)),
  });
}
