/** Routes of imports: announcing one, listing them, seeing how far one has come. The file itself goes to import-upload.ts. */
import type { ImportId } from '@atalaia/storage';
import { authorize } from '../../access/permissions.ts';
import { beginImport } from '../../import/begin.ts';
import { listImports, readImport } from '../../import/list.ts';
import { importView } from '../../import/view.ts';
import type { NumberDeps } from '../../number/register.ts';
import { os, signedIn } from '../implement-contract.ts';

export function importsRoutes(deps: NumberDeps) {
  return os.imports.router({
    begin: os.imports.begin
      .use(signedIn)
      .handler(async ({ context, input }) =>
        importView(deps, await beginImport(deps, authorize(context.actor, 'import:run'), input)),
      ),
    list: os.imports.list.use(signedIn).handler(async ({ context, input }) => {
      const page = await listImports(deps, authorize(context.actor, 'import:list'), input);
      return { imports: [...page.imports], next: page.next };
    }),
    read: os.imports.read
      .use(signedIn)
      .handler(({ context, input }) => readImport(deps, authorize(context.actor, 'import:list'), input.id as ImportId)),
  });
}
