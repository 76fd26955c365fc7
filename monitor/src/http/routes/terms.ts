/** Routes of company terms. */
import { authorize } from '../../access/permissions.ts';
import { type ExportTerms, exportTerms } from '../../rule/export-terms.ts';
import { listTerms } from '../../rule/list-terms.ts';
import { removeTerm } from '../../rule/remove-term.ts';
import { type SaveTerm, saveTerm } from '../../rule/save-term.ts';
import { os, signedIn } from '../implement-contract.ts';

export function termsRoutes(deps: SaveTerm & ExportTerms) {
  return os.terms.router({
    list: os.terms.list
      .use(signedIn)
      .handler(({ context }) => listTerms(deps, authorize(context.actor, 'term:change'))),
    save: os.terms.save
      .use(signedIn)
      .handler(({ context, input }) => saveTerm(deps, authorize(context.actor, 'term:change'), input)),
    remove: os.terms.remove.use(signedIn).handler(async ({ context, input }) => {
      await removeTerm(deps, authorize(context.actor, 'term:change'), input);
      return {};
    }),
    pack: os.terms.pack
      .use(signedIn)
      .handler(({ context }) => exportTerms(deps, authorize(context.actor, 'term:change'))),
  });
}
