/** The groups that a number is in, and those of them that may be captured: all others are only counted. */
import { type Archive, type KnownGroup, NotConnected, type NumberLink } from '@atalaia/connector';
import type { BlindIndexer, Feed, MonitoredNumber, NumberId, Records, Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { GroupView } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { amendNumber, findOwnNumber } from './amend.ts';
import { allowedGroupsOf, withGroups } from './capture-settings.ts';
import type { Links } from './links.ts';

export interface ListGroups {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly links: Links;
}
export interface AllowGroups extends ListGroups {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly archive: Pick<Archive, 'conversationOfGroup'>;
  readonly feed: Pick<Feed, 'publish'>;
}

/** By title. Titles may name people: each look is recorded. @throws Problem `not-found` */
export async function listGroups(
  deps: ListGroups,
  authorized: Authorized<'number:set-up'>,
  id: NumberId,
): Promise<GroupView[]> {
  const number = await findOwnNumber(deps, authorized, id);
  const known = await knownGroups(deps, number);
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'groups-listed',
    subject: id,
    detail: { groups: known.size },
  });
  return viewed(known);
}

/** Those named may be captured from now on, and no others. @throws Problem `not-found`, `bad-request` for an unknown group */
export async function allowGroups(
  deps: AllowGroups,
  authorized: Authorized<'number:set-up'>,
  id: NumberId,
  allowed: readonly string[],
): Promise<GroupView[]> {
  const known = await knownGroups(deps, await findOwnNumber(deps, authorized, id));
  const chosen = allowed.map((group) => {
    const found = known.get(group);
    if (!found) throw new Problem('bad-request', 'The number is not in this group.', { pointer: '/allowed' });
    return found;
  });
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'groups-allowed',
    subject: id,
    detail: { groups: chosen.length },
  });
  const groups = await Promise.all(
    chosen.map(async ({ jid, subject }) => ({
      jid,
      subject,
      conversation: await deps.archive.conversationOfGroup(id, jid, subject),
    })),
  );
  await amendNumber(deps, id, (number) => withGroups(deps.vault, number, groups));
  await deps.links.settle(id);
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  const taken = new Set(allowed);
  return viewed(new Map([...known].map(([key, group]) => [key, { ...group, allowed: taken.has(key) }])));
}

interface Known {
  readonly jid: string;
  readonly subject: string;
  readonly members: number | null;
  readonly allowed: boolean;
}

/** By a keyed hash of the JID: an old group's JID holds its founder's phone number. */
async function knownGroups(deps: ListGroups, number: MonitoredNumber): Promise<ReadonlyMap<string, Known>> {
  const link = deps.links.link(number.id);
  const joined = link?.state().kind === 'connected' ? await joinedGroups(link) : [];
  const known = new Map<string, Known>();
  const keyOf = (jid: string) => deps.blind.of('number', 'group', number.id, jid);
  for (const group of joined) known.set(keyOf(group.jid), { ...group, allowed: false });
  for (const { jid, subject } of await allowedGroupsOf(deps.vault, number)) {
    const now = known.get(keyOf(jid));
    known.set(keyOf(jid), now ? { ...now, allowed: true } : { jid, subject, members: null, allowed: true });
  }
  return known;
}

/** @throws Problem `not-connected` if the connection was lost meanwhile */
async function joinedGroups(link: NumberLink): Promise<readonly KnownGroup[]> {
  try {
    return await link.groups();
  } catch (cause) {
    if (!(cause instanceof NotConnected)) throw cause;
    throw new Problem('not-connected', 'The connection was lost; try again in a moment.', { cause });
  }
}

function viewed(known: ReadonlyMap<string, Known>): GroupView[] {
  return [...known]
    .map(([id, { subject, members, allowed }]) => ({ id, subject, members, allowed }))
    .toSorted((a, b) => a.subject.localeCompare(b.subject));
}
