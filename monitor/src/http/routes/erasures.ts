/** Routes of preview, confirmation, undo, what became of it. */
import { scope } from '@atalaia/storage';
import { authorize } from '../../access/permissions.ts';
import { type BeginErasure, beginErasure } from '../../erase/begin.ts';
import { type ListErasures, listErasures } from '../../erase/list.ts';
import { type PreviewErasure, previewErasure } from '../../erase/preview.ts';
import { readErasure } from '../../erase/read.ts';
import { type UndoErasure, undoErasure } from '../../erase/undo.ts';
import { erasureViews } from '../../erase/view.ts';
import { os, signedIn } from '../implement-contract.ts';

type ErasuresDeps = PreviewErasure & BeginErasure & UndoErasure & ListErasures;

export function erasuresRoutes(deps: ErasuresDeps) {
  return os.erasures.router({
    preview: os.erasures.preview
      .use(signedIn)
      .handler(({ context, input }) =>
        previewErasure(deps, authorize(context.actor, 'person:erase'), { scope: scope.parse(input.scope) }),
      ),
    begin: os.erasures.begin.use(signedIn).handler(async ({ context, input }) => {
      const asked = { ...input, scope: scope.parse(input.scope) };
      return erasureViews(deps)(await beginErasure(deps, authorize(context.actor, 'person:erase'), asked));
    }),
    list: os.erasures.list
      .use(signedIn)
      .handler(({ context, input }) => listErasures(deps, authorize(context.actor, 'erasure:list'), input)),
    read: os.erasures.read
      .use(signedIn)
      .handler(({ context, input }) => readErasure(deps, authorize(context.actor, 'erasure:list'), input)),
    undo: os.erasures.undo
      .use(signedIn)
      .handler(async ({ context, input }) =>
        erasureViews(deps)(await undoErasure(deps, authorize(context.actor, 'person:erase'), input)),
      ),
  });
}
