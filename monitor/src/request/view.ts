/** A request as lists show it: a pseudonym, its clock, how far it is. */
import { persons, type Records, type Request, type Vault } from '@atalaia/storage';
import type { RequestRow } from '../api/rights-views.ts';
import { numberViews } from '../number/view.ts';
import { actorNames } from '../person/actor-name.ts';
import { personView } from '../person/label.ts';

export interface ViewRequests {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Answers the rows of requests, each name looked up once. */
export function requestViews(deps: ViewRequests): (request: Request) => Promise<RequestRow> {
  const nameOf = actorNames(deps);
  const numberOf = numberViews(deps);
  return async (request) => {
    const { id, kind, source, law, state, identity, receivedAt, dueAt, extendedAt, reminded, assignee, answer } =
      request;
    const person = request.person === null ? undefined : (await deps.records.get(persons, request.person))?.doc;
    return {
      id,
      person: person ? personView(person, null) : null,
      number: request.number && (await numberOf(request.number)),
      kind,
      source,
      law,
      state,
      identity,
      receivedAt,
      dueAt,
      extendedAt,
      reminded,
      assignee: assignee && { id: assignee, name: await nameOf(`user:${assignee}`) },
      answer: answer && { ...answer, by: await nameOf(answer.by) },
    };
  };
}
