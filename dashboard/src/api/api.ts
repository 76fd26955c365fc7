/** The typed door to the server: every call of the contract, ready for the query cache. */
import { type Contract, contract } from '@atalaia/monitor/api';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { fetchOrProblem } from './problem.ts';

const link = new OpenAPILink(contract, { url: () => `${location.origin}/api`, fetch: fetchOrProblem });
const caller: JsonifiedClient<ContractRouterClient<Contract>> = createORPCClient(link);

export const api = createTanstackQueryUtils(caller);
