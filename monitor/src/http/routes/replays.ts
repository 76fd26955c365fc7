/** Routes of replays. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

export function replaysRoutes() {
  return os.replays.router({
    start: os.replays.start.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    list: os.replays.list.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    read: os.replays.read.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    cancel: os.replays.cancel.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
  });
}
