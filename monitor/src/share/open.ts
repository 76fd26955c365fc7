/** Opens a link to the portal: with the right code, once, in one browser; from then on by that browser's session. */
import {
  type BlindIndex,
  type BlindIndexer,
  type Clock,
  type Doubt,
  type Feed,
  idPattern,
  type Language,
  type PersonId,
  persons,
  type Records,
  type RequestId,
  type Share,
  shares,
  type Versioned,
} from '@atalaia/storage';
import type { PersonActor } from '../access/actor.ts';
import type { NewSecret } from '../access/secret.ts';
import type { Audit } from '../audit/audit.ts';
import { doubtsOf } from '../person/doubt.ts';
import { humanOf } from '../person/human.ts';
import { isLocked } from '../person/refuse-locked.ts';
import type { Turns } from '../turns.ts';
import { hashOfCode, sameHash } from './code.ts';
import { turnOfShare } from './revoke.ts';
import { mostWrongCodes, shareIdOf, stateOfShare } from './state.ts';

declare const opened: unique symbol;
/** Proof that somebody came with a living link and its code: what the portal shows is opened under it. Only this file makes one. */
export interface OpenShare {
  readonly [opened]: true;
  readonly id: BlindIndex;
  readonly actor: PersonActor;
  /** Every person document that is this one human; the link's own first. */
  readonly human: readonly [PersonId, ...PersonId[]];
  readonly language: Language;
  /** Nothing older is shown; milliseconds since the epoch. */
  readonly since: number | null;
  /** The request that the link answers. */
  readonly request: RequestId | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface ResumeShare {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

export interface TryShare extends ResumeShare {
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly newSecret: NewSecret;
}

/** `dead`: expired, revoked, locked, opened before, erased or never made: which one is not told. */
export type Opening =
  | { readonly kind: 'open'; readonly share: OpenShare; readonly token: string }
  | { readonly kind: 'wrong-code'; readonly left: number }
  | { readonly kind: 'dead' };

/** Tries of one link wait for one another, so that many at once are all counted. The token is for the cookie only. */
export function openShare(deps: TryShare, secret: string, code: string): Promise<Opening> {
  const id = shareIdOf(deps.blind, secret);
  return deps.turns.inTurn(turnOfShare(id), async () => {
    const found = await deps.records.get(shares, id);
    const living = found && (await livingShare(deps, found));
    if (!living || found.doc.openedAt !== null) return { kind: 'dead' };
    const change = async (doc: Share) => {
      const changed = await deps.records.replace(shares, found.version, doc);
      deps.feed.publish({ kind: 'person-changed', id: doc.person });
      return changed === 'replaced';
    };
    const about = { chain: 'company', subject: found.doc.person } as const;
    if (!sameHash(hashOfCode(deps.blind, id, code), found.doc.code)) {
      const wrongCodes = found.doc.wrongCodes + 1;
      // Nobody knows who tried.
      const detail = { share: id, wrongCodes };
      await deps.audit.record({ ...about, actor: { kind: 'system' }, act: 'share-refused', detail });
      const counted = await change({ ...found.doc, wrongCodes });
      return counted && wrongCodes < mostWrongCodes
        ? { kind: 'wrong-code', left: mostWrongCodes - wrongCodes }
        : { kind: 'dead' };
    }
    const token = deps.newSecret();
    await deps.audit.record({ ...about, actor: living.actor, act: 'share-opened', detail: { share: id } });
    const session = deps.blind.of('share', 'session', token);
    if (!(await change({ ...found.doc, session, openedAt: deps.clock() }))) return { kind: 'dead' };
    return { kind: 'open', share: living, token: `${id}.${token}` };
  });
}

/** The open link of a browser's session, asked anew at each request; undefined once it is over. */
export async function resumeShare(deps: ResumeShare, token: string): Promise<OpenShare | undefined> {
  const [id = '', secret = ''] = token.split('.');
  if (!idPattern.test(id)) return undefined;
  const found = await deps.records.get(shares, id);
  if (!found?.doc.session || !sameHash(deps.blind.of('share', 'session', secret), found.doc.session)) return undefined;
  return livingShare(deps, found);
}

/** Undefined if the link is over, if the person is being erased or gone, or if who they are is doubted, or became other than when it was made. */
async function livingShare(deps: ResumeShare, found: Versioned<Share>): Promise<OpenShare | undefined> {
  const share = found.doc;
  const now = deps.clock();
  if (stateOfShare(share, now) !== 'open') {
    await noteExpired(deps, found, now);
    return undefined;
  }
  const human = await humanOf(deps, share.person);
  for (const one of human) {
    const person = (await deps.records.get(persons, one))?.doc;
    if (!person || isLocked(person)) return undefined;
    // The number may be in other hands since the code was handed over.
    if ((person.keyChangedAt ?? 0) > share.createdAt) return undefined;
    if ((await doubtsOf(deps, one)).some((doubt) => isUnsettledSince(doubt, share.createdAt))) return undefined;
  }
  const { id, person, language, since, request, createdAt, expiresAt } = share;
  return {
    id,
    actor: { kind: 'person', id: person },
    human,
    language,
    since,
    request,
    createdAt,
    expiresAt,
  } as OpenShare;
}

/** Once met expired it stays so, also if the machine's clock is set back. Written at the same time by another: left to the next look. */
async function noteExpired(
  { records }: Pick<ResumeShare, 'records'>,
  { doc, version }: Versioned<Share>,
  now: number,
): Promise<void> {
  if (doc.revokedAt !== null || stateOfShare(doc, now) !== 'expired') return;
  await records.replace(shares, version, { ...doc, revokedAt: now });
}

/** Not settled, or found the same after the link was made: it would show what its maker did not mean. */
function isUnsettledSince({ state, settledAt }: Doubt, madeAt: number): boolean {
  return state === 'open' || (state === 'same' && (settledAt ?? 0) > madeAt);
}
