/** One-time links: the secret stands in the link's fragment, which browsers never send; only its keyed hash is stored. */
import { type BlindIndexer, type Clock, links, type Records, type UserId, type Versioned } from '@atalaia/storage';
import type { z } from 'zod';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import type { NewSecret } from './secret.ts';

export type Link = z.infer<(typeof links)['schema']>;

export interface MakeLink {
  readonly records: Pick<Records, 'insert' | 'find' | 'remove'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
  readonly newSecret: NewSecret;
}

/** Makes a link and answers its secret: shown once. Earlier links for the same purpose and user stop working. */
export async function makeLink(
  deps: MakeLink,
  purpose: Link['purpose'],
  user: UserId | null,
  validMs: number,
): Promise<string> {
  await removeLinks(deps, purpose, user);
  const secret = deps.newSecret();
  const now = deps.clock();
  const id = deps.blind.of('session', 'link', secret);
  await deps.records.insert(links, { id, purpose, user, createdAt: now, expiresAt: now + validMs, usedAt: null });
  return secret;
}

export async function removeLinks(
  deps: { readonly records: Pick<Records, 'find' | 'remove'> },
  purpose: Link['purpose'],
  user: UserId | null,
): Promise<void> {
  const earlier = everyPage((after) =>
    deps.records.find(links, { index: 'byPurpose', equals: { purpose }, limit: 200, ...after }),
  );
  for await (const { doc } of earlier) if (doc.user === user) await deps.records.remove(links, doc.id);
}

/** The link of a secret, still to be spent. @throws Problem `link-spent` if it was used, expired, replaced, or never made: which one is not told. */
export async function findLink(
  deps: { readonly records: Pick<Records, 'get'>; readonly blind: BlindIndexer; readonly clock: Clock },
  purpose: Link['purpose'],
  secret: string,
): Promise<Versioned<Link>> {
  const link = await deps.records.get(links, deps.blind.of('session', 'link', secret));
  if (!link || link.doc.purpose !== purpose || link.doc.usedAt !== null || deps.clock() >= link.doc.expiresAt) {
    throw linkSpent();
  }
  return link;
}

/** Spends the link; of two at once only one succeeds. @throws Problem `link-spent` */
export async function spendLink(
  deps: { readonly records: Pick<Records, 'replace'>; readonly clock: Clock },
  link: Versioned<Link>,
): Promise<void> {
  const spent = await deps.records.replace(links, link.version, { ...link.doc, usedAt: deps.clock() });
  if (spent !== 'replaced') throw linkSpent();
}

export function linkSpent(): Problem {
  return new Problem(
    'link-spent',
    'This link was used, has expired or was replaced by a newer one. Ask for a new one.',
  );
}
