/** Lets through who may do something on the number that the address names, before anything else of the request is looked at. */
import type { NumberId } from '@atalaia/storage';
import { authorize, type Permission } from '../access/permissions.ts';
import { os } from './implement-contract.ts';
import { requireActor } from './request-context.ts';

/** The handler finds `context.authorized`. An id that is none is refused by the contract, after this. */
export function onNumber<P extends Permission>(permission: P) {
  return os.middleware(({ context, next }, input: unknown) =>
    next({ context: { authorized: authorize(requireActor(context), permission, numberIn(input)) } }),
  );
}

/** Input is not parsed yet. */
function numberIn(input: unknown): NumberId | undefined {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
  return typeof id === 'string' ? (id as NumberId) : undefined;
}
