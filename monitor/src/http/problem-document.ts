/** Every refusal of every door, as an RFC 9457 problem document with a stable code. */
import type { NewId } from '@atalaia/storage';
import { StorageFault } from '@atalaia/storage';
import { ORPCError, ValidationError } from '@orpc/server';
import type { ErrorRequestHandler } from 'express';
import { describeFault, type FaultLog } from '../faults.ts';
import { Problem } from '../problem.ts';

/** The last handler: nothing else writes errors. Faults are told by id only. */
export function writeProblems(deps: { readonly log: FaultLog; readonly newId: NewId }): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = asProblem(error) ?? fault(deps, error);
    // Half an answer can't be taken back: express then closes the connection.
    if (response.headersSent) return next(error);
    response.status(problem.status).type('application/problem+json').set('Cache-Control', 'no-store');
    response.send(JSON.stringify(problemDocument(problem)));
  };
}

function problemDocument(problem: Problem) {
  const words = problem.code.replaceAll('-', ' ');
  return {
    type: `urn:atalaia:problem:${problem.code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.pointer === undefined ? {} : { pointer: problem.pointer }),
    ...(problem.missing === undefined ? {} : { missing: problem.missing }),
  };
}

function fault(deps: { readonly log: FaultLog; readonly newId: NewId }, error: unknown): Problem {
  const id = deps.newId();
  deps.log.error({ fault: id, ...describeFault(error) }, 'A request failed unexpectedly.');
  if (error instanceof StorageFault) {
    return new Problem('storage-failing', `The store can't read or write at the moment. Fault ${id}.`);
  }
  return new Problem('unexpected', `Something unexpected happened. Fault ${id} is in the program's log.`);
}

/** What the requester did wrong, as a problem; undefined if it is a fault of ours. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof StorageFault && error.code === 'cursor') {
    return new Problem('bad-request', 'This page does not belong to this list.', { pointer: '/cursor', cause: error });
  }
  // A body or an address that can't be decoded at all.
  if (error instanceof URIError || error instanceof SyntaxError) return malformed(error);
  if (error instanceof ORPCError && error.status < 500) return malformed(error);
  const status = statusOf(error);
  if (status === 413)
    return new Problem('file-too-large', 'This is larger than this address accepts.', { cause: error });
  if (status === 404) return new Problem('not-found', 'There is nothing here that you may see.', { cause: error });
  if (status !== undefined && status >= 400 && status < 500) return malformed(error);
  return undefined;
}

/** Names the place, never the value: it may be a secret or someone's text. */
function malformed(cause: unknown): Problem {
  const path =
    cause instanceof ORPCError && cause.cause instanceof ValidationError ? cause.cause.issues[0]?.path : undefined;
  if (!path) return new Problem('bad-request', 'The request is not in the form that this address expects.', { cause });
  const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
  const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return new Problem('bad-request', `The value at ${pointer || 'the top'} is not what this address expects.`, {
    pointer,
    cause,
  });
}

/** The status that Express and its body parsers put on their errors. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}
