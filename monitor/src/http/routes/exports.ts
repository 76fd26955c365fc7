/** Routes of exports of one person. */
import { authorize } from '../../access/permissions.ts';
import { type BeginExport, beginExport } from '../../export/begin.ts';
import type { RemoveExports } from '../../export/change.ts';
import { endExport, readExport } from '../../export/read.ts';
import { exportView, type ViewExport } from '../../export/view.ts';
import { os, signedIn } from '../implement-contract.ts';

type ExportsDeps = BeginExport & ViewExport & RemoveExports;

export function exportsRoutes(deps: ExportsDeps) {
  return os.exports.router({
    begin: os.exports.begin
      .use(signedIn)
      .handler(async ({ context, input }) =>
        exportView(deps, await beginExport(deps, authorize(context.actor, 'person:export'), input)),
      ),
    read: os.exports.read
      .use(signedIn)
      .handler(({ context, input }) => readExport(deps, authorize(context.actor, 'person:export'), input)),
    remove: os.exports.remove
      .use(signedIn)
      .handler(({ context, input }) => endExport(deps, authorize(context.actor, 'person:export'), input)),
  });
}
