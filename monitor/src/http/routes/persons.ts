/** Routes of people. */
import { authorize } from '../../access/permissions.ts';
import { type ListPersons, listPersons } from '../../person/list.ts';
import { os, signedIn } from '../implement-contract.ts';

export function personsRoutes(deps: ListPersons) {
  return os.persons.router({
    list: os.persons.list
      .use(signedIn)
      .handler(({ context, input }) => listPersons(deps, authorize(context.actor, 'person:list'), input)),
  });
}
