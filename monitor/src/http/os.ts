/** The contract, ready to be implemented: route modules are `xRoutes(deps)` that answer one key of it. */
import { implement } from '@orpc/server';
import { contract } from '../api/index.ts';
import { type RequestContext, requireActor } from './request-context.ts';

export const os = implement(contract).$context<RequestContext>();

/** Lets only signed-in users through; the handler then finds `context.actor`. */
export const signedIn = os.middleware(({ context, next }) => next({ context: { actor: requireActor(context) } }));
