/** Takes a link to the portal back: it and whoever has it open see nothing from the next request on. */
import { type BlindIndex, type Clock, type Feed, type Records, shares } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { findPerson } from '../person/find.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';

export interface RevokeShare {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly clock: Clock;
}

/** Revoking again changes nothing. @throws Problem `not-found` for links of persons of other numbers. */
export async function revokeShare(
  deps: RevokeShare,
  authorized: Authorized<'share:make'>,
  input: { readonly id: string },
): Promise<void> {
  const found = await deps.records.get(shares, input.id);
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  await findPerson(deps, authorized, found.doc.person);
  await endShare(deps, authorized.actor, found.doc.id);
}

/** Ends a link, in its turn with whoever is opening it; recorded first. */
export function endShare(deps: RevokeShare, actor: Actor, id: BlindIndex): Promise<void> {
  return deps.turns.inTurn(turnOfShare(id), async () => {
    const found = await deps.records.get(shares, id);
    if (!found || found.doc.revokedAt !== null) return;
    const { person } = found.doc;
    await deps.audit.record({ chain: 'company', actor, act: 'share-revoked', subject: person, detail: { share: id } });
    await deps.records.replace(shares, found.version, { ...found.doc, revokedAt: deps.clock() });
    deps.feed.publish({ kind: 'person-changed', id: person });
  });
}

/** What is done to one link waits for one another. */
export const turnOfShare = (id: BlindIndex) => `share:${id}`;
