/** Enters a request that came by letter, e-mail or telephone, with the day on which it came. */
import type { Records, Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import { findPerson } from '../person/find.ts';
import { Problem } from '../problem.ts';
import { type OpenRequest, openRequest } from './open.ts';
import { type ProveRequest, proveRequest } from './prove.ts';
import { requestViews } from './view.ts';

export type EnterRequest = OpenRequest &
  ProveRequest & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  };

export interface Entered {
  /** The person's. */
  readonly id: string;
  readonly kind: Parameters<typeof openRequest>[2]['kind'];
  readonly receivedAt: number;
  readonly words: string;
  /** How it is known that it is them; null: not yet. */
  readonly proof: string | null;
}

/** @throws Problem `not-found`; `about-yourself`; `bad-request` if it lies in the future; `person-locked` */
export async function enterRequest(
  deps: EnterRequest,
  authorized: Authorized<'request:answer'>,
  { id, kind, receivedAt, words, proof }: Entered,
): Promise<RequestRow> {
  const { doc: person } = await findPerson(deps, authorized, id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  if (receivedAt > deps.clock()) {
    throw new Problem('bad-request', 'This lies in the future.', { pointer: '/receivedAt' });
  }
  const opened = await openRequest(deps, authorized.actor, {
    person: person.id,
    number: null,
    kind,
    source: 'desk',
    identity: 'unproved',
    receivedAt,
    words,
  });
  if (proof !== null && proof.trim() !== '' && opened.identity !== 'proved') {
    return proveRequest(deps, authorized, { id: opened.id, proof });
  }
  return requestViews(deps)(opened);
}
