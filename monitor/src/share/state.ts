/** How a link to the portal stands, and how the dpo is shown it. */
import { type BlindIndex, type BlindIndexer, type PersonId, type Records, type Share, shares } from '@atalaia/storage';
import type { ShareView } from '../api/rights-views.ts';
import { everyPage } from '../every-page.ts';
import { kindOfActor } from '../person/actor-name.ts';

/** Wrong codes that lock a link. */
export const mostWrongCodes = 5;

/** `open` also before anybody opened it. What ended after its time had expired, whenever it is looked at. */
export function stateOfShare(share: Share, now: number): ShareView['state'] {
  if (share.revokedAt !== null) return share.revokedAt < share.expiresAt ? 'revoked' : 'expired';
  if (share.wrongCodes >= mostWrongCodes) return 'locked';
  return now >= share.expiresAt ? 'expired' : 'open';
}

/** The id that a link with this secret has. */
export function shareIdOf(blind: BlindIndexer, secret: string): BlindIndex {
  return blind.of('share', 'link', secret);
}

/** Every link that was made for these persons, oldest first for each. */
export async function sharesOf(
  deps: { readonly records: Pick<Records, 'find'> },
  person: readonly PersonId[],
): Promise<readonly Share[]> {
  const found: Share[] = [];
  const every = everyPage((after) =>
    deps.records.find(shares, { index: 'byPerson', equals: { person }, limit: 200, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}

/** @param nameOf what an actor is called on screens (`actorNames`) */
export async function shareView(
  share: Share,
  now: number,
  nameOf: (actor: string) => Promise<string>,
): Promise<ShareView> {
  const { id, by, createdAt, expiresAt, openedAt } = share;
  const state = stateOfShare(share, now);
  return { id, state, by: await nameOf(by), byKind: kindOfActor(by), createdAt, expiresAt, openedAt };
}
