/** The contract, ready to be implemented: route modules are `xRoutes(deps)` that answer one key of it. */
import { implement } from '@orpc/server';
import { contract } from '../api/index.ts';
import { type RequestContext, requireActor } from './request-context.ts';

/** Who asks is looked at first, what they ask after it: a stranger learns nothing from how input is refused. */
export const os = implement(contract)
  .$context<RequestContext>()
  .$config({ initialInputValidationIndex: Number.POSITIVE_INFINITY });

/** Lets only signed-in users through; the handler then finds `context.actor`. */
export const signedIn = os.middleware(({ context, next }) => next({ context: { actor: requireActor(context) } }));
