/** Makes a link to the portal for one person: it lives for 24 hours and opens only together with a code. */
import {
  type BlindIndexer,
  type Clock,
  type Feed,
  type Language,
  type Records,
  type RequestId,
  type Share,
  shares,
  type Vault,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { NewSecret } from '../access/secret.ts';
import type { ShareView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { startOf } from '../export/start.ts';
import { actorNames } from '../person/actor-name.ts';
import { type AskWhoElse, askWhoElse } from '../person/ask-who-else.ts';
import { findPerson } from '../person/find.ts';
import { humanOf } from '../person/human.ts';
import { refuseDoubtful } from '../person/refuse-doubtful.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { refuseOtherNumbers } from '../person/refuse-other-numbers.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { hashOfCode, newCode, spelled } from './code.ts';
import { endShare } from './revoke.ts';
import { shareIdOf, sharesOf, shareView, stateOfShare } from './state.ts';

export type MakeShare = AskWhoElse & {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly newSecret: NewSecret;
  /** Origin of the portal; null where no public address is configured. */
  readonly portalAddress: string | null;
};

export interface ShareAsked {
  readonly id: string;
  readonly language: Language;
  /** Nothing older is shown; milliseconds since the epoch. */
  readonly since: number | null;
  readonly request: string | null;
}

/** What is shown once: neither link nor code stands anywhere afterwards. */
export interface MadeShare {
  readonly share: ShareView;
  readonly link: string;
  readonly code: string;
}

/** How long a link lives, in milliseconds. */
const lifeMs = 24 * 60 * 60_000;

/**
 * Earlier links of the person are revoked. Recorded before it is answered.
 * @throws Problem `no-portal`, `not-found`, `person-locked`, `about-yourself`; `not-permitted` if the person is also on
 * numbers that are not theirs; `doubts-open` while the person may be two.
 */
export async function makeShare(
  deps: MakeShare,
  authorized: Authorized<'share:make'>,
  asked: ShareAsked,
): Promise<MadeShare> {
  const { portalAddress } = deps;
  if (portalAddress === null) {
    throw new Problem('no-portal', 'No public address is configured (ATALAIA_PUBLIC_URL), so there is no portal.');
  }
  const { doc: person } = await findPerson(deps, authorized, asked.id);
  const human = await humanOf(deps, person.id);
  await refuseAboutSelf(deps, authorized.actor, human);
  await refuseOtherNumbers(deps, authorized, human);
  await refuseLocked(deps, human);
  await askWhoElse(deps, human);
  await refuseDoubtful(deps, human);
  const since = await startOf(deps, human, asked);
  const [secret, code] = [deps.newSecret(), newCode(deps.newSecret)];
  const id = shareIdOf(deps.blind, secret);
  const now = deps.clock();
  const by = actorRef(authorized.actor);
  const share: Share = {
    id,
    person: person.id,
    request: asked.request as RequestId | null,
    language: asked.language,
    since,
    by,
    code: hashOfCode(deps.blind, id, code),
    session: null,
    wrongCodes: 0,
    createdAt: now,
    expiresAt: now + lifeMs,
    revokedAt: null,
    openedAt: null,
  };
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'share-made',
    subject: person.id,
    detail: { share: id, since, expiresAt: share.expiresAt, request: asked.request },
  });
  for (const earlier of await sharesOf(deps, human)) {
    if (stateOfShare(earlier, now) === 'open') await endShare(deps, authorized.actor, earlier.id);
  }
  await deps.records.insert(shares, share);
  deps.feed.publish({ kind: 'person-changed', id: person.id });
  const view = await shareView(share, now, actorNames(deps));
  return { share: view, link: `${portalAddress}/#${secret}`, code: spelled(code) };
}
