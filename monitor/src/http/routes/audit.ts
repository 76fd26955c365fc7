/** Routes of the audit trail: reading it, and verifying it. */
import { authorize } from '../../access/permissions.ts';
import { type ListEntries, listEntries } from '../../audit/list.ts';
import { type VerifyTrail, verifyTrail } from '../../audit/verify.ts';
import { os, signedIn } from '../implement-contract.ts';

export function auditRoutes(deps: ListEntries & VerifyTrail) {
  return os.audit.router({
    list: os.audit.list
      .use(signedIn)
      .handler(({ context, input }) => listEntries(deps, authorize(context.actor, 'audit:read'), input)),
    verify: os.audit.verify
      .use(signedIn)
      .handler(({ context, input }) => verifyTrail(deps, authorize(context.actor, 'audit:read'), input.received)),
  });
}
