/** Who opened what is kept of a person, and to whom it was handed, as the dpo is shown it: out of the audit trail, with names. */
import type { PersonId, Records, Vault } from '@atalaia/storage';
import type { PersonRights } from '../api/rights-views.ts';
import { entriesAbout, openRoles } from '../export/looks.ts';
import { actorNames } from './actor-name.ts';

/** Acts by which a human saw something of theirs. */
const lookedActs = new Set([
  'conversation-read',
  'alert-read',
  'person-read',
  'person-revealed',
  'media-opened',
  'rights-read',
  'request-read',
  'evidence-read',
]);
const handedActs: ReadonlyMap<string, PersonRights['recipients'][number]['kind']> = new Map([
  ['export-downloaded', 'export'],
  ['share-opened', 'share'],
  ['consent-proved', 'consent-proof'],
]);
/** Shown at most, the latest first. */
const mostLooks = 200;

interface LooksDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Newest first. LGPD art. 18 VII, art. 19 II; GDPR art. 15 (1) c. */
export async function looksOf(
  deps: LooksDeps,
  human: readonly PersonId[],
): Promise<Pick<PersonRights, 'looks' | 'recipients'>> {
  const looks: { act: string; actor: string; at: number }[] = [];
  const handed: typeof looks = [];
  for await (const { act, actor, at } of entriesAbout(deps, human)) {
    if (lookedActs.has(act)) looks.push({ act, actor, at });
    if (handedActs.has(act)) handed.push({ act, actor, at });
  }
  const nameOf = actorNames(deps);
  const roleOf = openRoles(deps);
  const latest = (list: typeof looks) => list.toSorted((a, b) => b.at - a.at).slice(0, mostLooks);
  return {
    looks: await Promise.all(
      latest(looks).map(async ({ act, actor, at }) => ({
        by: await nameOf(actor),
        role: await roleOf(actor),
        act,
        at,
      })),
    ),
    recipients: await Promise.all(
      latest(handed).map(async ({ act, actor, at }) => ({
        kind: handedActs.get(act) ?? 'export',
        by: await nameOf(actor),
        at,
      })),
    ),
  };
}
