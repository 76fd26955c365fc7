/** Routes of what people asked for, and its answers. */
import { authorize } from '../../access/permissions.ts';
import { type AnswerRequest, answerRequest } from '../../request/answer.ts';
import { type AssignRequest, assignRequest } from '../../request/assign.ts';
import { type EnterRequest, enterRequest } from '../../request/enter.ts';
import { type ExtendRequest, extendRequest } from '../../request/extend.ts';
import { type ListRequests, listRequests } from '../../request/list.ts';
import { type ProveRequest, proveRequest } from '../../request/prove.ts';
import { type ReadRequest, readRequest } from '../../request/read.ts';
import { os, signedIn } from '../implement-contract.ts';

type RequestsDeps = ListRequests &
  ReadRequest &
  EnterRequest &
  ProveRequest &
  AssignRequest &
  ExtendRequest &
  AnswerRequest;

export function requestsRoutes(deps: RequestsDeps) {
  return os.requests.router({
    list: os.requests.list
      .use(signedIn)
      .handler(({ context, input }) => listRequests(deps, authorize(context.actor, 'request:list'), input)),
    read: os.requests.read
      .use(signedIn)
      .handler(({ context, input }) => readRequest(deps, authorize(context.actor, 'request:answer'), input)),
    enter: os.requests.enter
      .use(signedIn)
      .handler(({ context, input }) => enterRequest(deps, authorize(context.actor, 'request:answer'), input)),
    prove: os.requests.prove
      .use(signedIn)
      .handler(({ context, input }) => proveRequest(deps, authorize(context.actor, 'request:answer'), input)),
    assign: os.requests.assign
      .use(signedIn)
      .handler(({ context, input }) => assignRequest(deps, authorize(context.actor, 'request:answer'), input)),
    extend: os.requests.extend
      .use(signedIn)
      .handler(({ context, input }) => extendRequest(deps, authorize(context.actor, 'request:answer'), input)),
    answer: os.requests.answer
      .use(signedIn)
      .handler(({ context, input }) => answerRequest(deps, authorize(context.actor, 'request:answer'), input)),
  });
}
