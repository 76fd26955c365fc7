/** Hands requests to the routes of the contract; what goes wrong goes on to the one error handler. */
import { OpenAPIHandler } from '@orpc/openapi/node';
import type { Router } from '@orpc/server';
import type { RequestHandler } from 'express';
import { contextOf, type RequestContext } from './request-context.ts';

export function rpcHandler(router: Router<typeof import('../api/index.ts').contract, RequestContext>): RequestHandler {
  const failures = new WeakMap<RequestContext, { readonly error: unknown }>();
  const handler = new OpenAPIHandler(router, {
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          failures.set(context, { error });
          return { matched: false, response: undefined };
        }
      },
    ],
  });
  return async (request, response, next) => {
    const context = contextOf(response);
    const { matched } = await handler.handle(request, response, { prefix: '/api', context });
    if (matched) return;
    const failure = failures.get(context);
    if (failure) throw failure.error;
    next();
  };
}
