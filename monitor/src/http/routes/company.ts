/** Routes of the whole company: export and closure. */
import { authorize } from '../../access/permissions.ts';
import { type BeginCompanyExport, beginCompanyExport } from '../../company/begin-export.ts';
import { type CloseAccount, closeAccount } from '../../company/close.ts';
import { readClosure } from '../../company/closure.ts';
import { exportView, type ViewExport } from '../../export/view.ts';
import { os, signedIn } from '../implement-contract.ts';

type CompanyDeps = BeginCompanyExport & ViewExport & CloseAccount;

export function companyRoutes(deps: CompanyDeps) {
  return os.company.router({
    export: os.company.export
      .use(signedIn)
      .handler(async ({ context, input }) =>
        exportView(deps, await beginCompanyExport(deps, authorize(context.actor, 'company:export'), input)),
      ),
    closure: os.company.closure
      .use(signedIn)
      .handler(({ context }) => readClosure(deps, authorize(context.actor, 'company:close'))),
    close: os.company.close
      .use(signedIn)
      .handler(({ context, input }) => closeAccount(deps, authorize(context.actor, 'company:close'), input)),
  });
}
