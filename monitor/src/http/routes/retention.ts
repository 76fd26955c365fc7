/** Routes of how long what is kept. */
import { authorize } from '../../access/permissions.ts';
import { type PreviewRetention, previewRetention } from '../../retention/preview.ts';
import { type ReadRetention, readRetention } from '../../retention/read.ts';
import { type RunRetention, runRetention } from '../../retention/run.ts';
import { type SetRetention, setRetention } from '../../retention/set.ts';
import { os, signedIn } from '../implement-contract.ts';

type RetentionDeps = ReadRetention & SetRetention & PreviewRetention & RunRetention;

export function retentionRoutes(deps: RetentionDeps) {
  return os.retention.router({
    read: os.retention.read
      .use(signedIn)
      .handler(({ context }) => readRetention(deps, authorize(context.actor, 'retention:list'))),
    set: os.retention.set
      .use(signedIn)
      .handler(({ context, input }) => setRetention(deps, authorize(context.actor, 'retention:set'), input)),
    preview: os.retention.preview
      .use(signedIn)
      .handler(({ context, input }) => previewRetention(deps, authorize(context.actor, 'retention:list'), input)),
    run: os.retention.run
      .use(signedIn)
      .handler(({ context, input }) => runRetention(deps, authorize(context.actor, 'person:erase'), input)),
  });
}
