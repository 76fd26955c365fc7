/** Routes of links to the portal. */
import { authorize } from '../../access/permissions.ts';
import { type MakeShare, makeShare } from '../../share/make.ts';
import { type RevokeShare, revokeShare } from '../../share/revoke.ts';
import { os, signedIn } from '../implement-contract.ts';

export function sharesRoutes(deps: MakeShare & RevokeShare) {
  return os.shares.router({
    make: os.shares.make
      .use(signedIn)
      .handler(({ context, input }) => makeShare(deps, authorize(context.actor, 'share:make'), input)),
    revoke: os.shares.revoke.use(signedIn).handler(async ({ context, input }) => {
      await revokeShare(deps, authorize(context.actor, 'share:make'), input);
      return {};
    }),
  });
}
