/** Lists the agents of every roster by name, for the administrator who says which user is which agent. Recorded: names are shown. */
import { type PersonId, persons, type Records, roster, type Vault } from '@atalaia/storage';
import type { PersonView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { openNames, personView } from '../person/label.ts';
import type { Authorized } from './permissions.ts';
import { visibleNumbers } from './visible-numbers.ts';

export interface ListAgents {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
}

export async function listAgents(deps: ListAgents, authorized: Authorized<'user:change'>): Promise<PersonView[]> {
  const ids = new Set<PersonId>();
  for (const number of await visibleNumbers(deps, authorized, undefined)) {
    const rows = everyPage((after) =>
      deps.records.find(roster, { index: 'byNumber', equals: { number }, limit: 500, ...after }),
    );
    for await (const { doc } of rows) ids.add(doc.agent);
  }
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'roster-listed',
    subject: null,
    detail: { agents: ids.size },
  });
  const shown: PersonView[] = [];
  for (const id of ids) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (person && person.state !== 'locked') shown.push(personView(person, await openNames(deps.vault, person)));
  }
  return shown.toSorted((a, b) => (a.name ?? a.code).localeCompare(b.name ?? b.code));
}
