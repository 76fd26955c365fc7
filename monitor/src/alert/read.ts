/** Opens an alert: the conversation around it, why it was raised, how the like were decided. Recorded before it is shown. */
import {
  type Alert,
  alerts,
  auditEntries,
  conversations,
  hits,
  messages,
  placeOf,
  type Records,
  type StoredHit,
  type Vault,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { type AlertDetail, decisionReason } from '../api/alert-views.ts';
import type { Audit } from '../audit/audit.ts';
import { type DisclosureDeps, prepareDisclosure } from '../conversation/disclosure.ts';
import { placeAfter } from '../conversation/page.ts';
import { hitView } from '../conversation/show-words.ts';
import { everyPage } from '../every-page.ts';
import { actorNames } from '../person/actor-name.ts';
import { refuseShut } from '../person/refuse-shut.ts';
import { evidenceOf } from './evidence.ts';
import { findAlert } from './find.ts';
import { alertRows } from './row.ts';

export interface ReadAlert extends DisclosureDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly audit: Audit;
}

/** Hits shown at most, the earliest; those of the message that the page opens at are always among them. */
const hitsShown = 200;
/** Readers shown at most, the latest first. */
const readersShown = 20;

/** @throws Problem `not-found` for an alert that is not theirs; `person-locked`, `person-restricted` while its contact is being erased. */
export async function readAlert(
  deps: ReadAlert,
  authorized: Authorized<'alert:read'>,
  input: { readonly id: string },
): Promise<AlertDetail> {
  const { doc: alert } = await findAlert(deps, authorized, input.id);
  const conversation = (await deps.records.get(conversations, alert.conversation))?.doc;
  if (!conversation) throw new Error(`Alert ${alert.id} names a conversation that is not kept.`);
  await refuseShut(deps, authorized.actor, [conversation.contact]);
  const opensAt = (await deps.records.get(messages, alert.message)) !== undefined;
  const place = opensAt ? { around: alert.message } : { before: placeAfter(alert.lastAt) };
  const page = await prepareDisclosure(deps, authorized.actor, conversation, place);
  // In a shown system line the names stand in the text, and the hits lie where the page says.
  const versions = page.messages.flatMap((message) => [message, ...message.aftermath.edits]);
  const shown = new Map(versions.flatMap((version) => version.hits).map((hit) => [hit.id, hit]));
  const detail: AlertDetail = {
    ...(await firstOf(alertRows(deps, [alert]))),
    message: alert.message,
    hits: await Promise.all((await hitsOf(deps, alert)).map(async (hit) => shown.get(hit.id) ?? hitView(deps, hit))),
    page,
    decisions: await decisionsOf(deps, alert),
    comment: await commentOf(deps, alert),
    evidence: await evidenceOf(deps, alert),
    readers: await readersOf(deps, alert),
    similar: await similarDecisions(deps, authorized, alert),
  };
  await deps.audit.record({
    chain: alert.number,
    actor: authorized.actor,
    act: 'alert-read',
    subject: alert.id,
    detail: {
      conversation: alert.conversation,
      messages: detail.page.messages.length,
      revealed: detail.page.revealedUntil !== null,
    },
  });
  if (detail.evidence.length > 0) {
    await deps.audit.record({
      chain: alert.number,
      actor: authorized.actor,
      act: 'evidence-read',
      subject: alert.id,
      detail: { messages: detail.evidence.length },
    });
  }
  return detail;
}

async function hitsOf(deps: Pick<ReadAlert, 'records'>, alert: Alert): Promise<readonly StoredHit[]> {
  const [earliest, opened] = await Promise.all([
    deps.records.find(hits, { index: 'byAlert', equals: { alert: alert.id }, limit: hitsShown }),
    deps.records.find(hits, { index: 'byMessage', equals: { message: alert.message }, limit: hitsShown }),
  ]);
  const shown = new Map([...earliest.items, ...opened.items].map(({ doc }) => [doc.id, doc] as const));
  return [...shown.values()].filter((hit) => hit.alert === alert.id);
}

async function decisionsOf(deps: Pick<ReadAlert, 'records' | 'vault'>, alert: Alert) {
  const nameOf = actorNames(deps);
  return Promise.all(
    alert.decisions.map(async ({ kind, by, at, reason }) => ({
      kind,
      by: await nameOf(by),
      at,
      reason: decisionReason.nullable().parse(reason),
    })),
  );
}

async function commentOf(deps: { readonly vault: Pick<Vault, 'openText'> }, alert: Alert): Promise<string | null> {
  const { sealedComment } = alert;
  return (sealedComment && (await deps.vault.openText(commentPlace(alert), sealedComment))) ?? null;
}

/** Where the comment of an alert's latest decision is sealed. */
export const commentPlace = (alert: Pick<Alert, 'id'>) => placeOf(alerts, alert.id, 'sealedComment');

/** Who opened the alert before this reading. */
async function readersOf(deps: Pick<ReadAlert, 'records' | 'vault'>, alert: Alert) {
  const nameOf = actorNames(deps);
  const readers: { by: string; at: number }[] = [];
  const every = everyPage((after) =>
    deps.records.find(auditEntries, {
      index: 'bySubject',
      equals: { subject: alert.id },
      order: 'descending',
      limit: readersShown,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    if (doc.act === 'alert-read') readers.push({ by: await nameOf(doc.actor), at: doc.at });
    if (readers.length === readersShown) break;
  }
  return readers;
}

/** How other alerts of the same rule were decided, on the numbers this person may see. */
async function similarDecisions(
  deps: Pick<ReadAlert, 'records'>,
  { numbers }: Authorized<'alert:read'>,
  alert: Alert,
): Promise<{ dismissed: number; confirmed: number }> {
  const count = async (state: 'dismissed' | 'confirmed') => {
    const counted = await deps.records.count(alerts, {
      index: 'byRule',
      equals: { rule: alert.rule, state, ...(numbers === null ? {} : { number: numbers }) },
    });
    return (counted.get('all') ?? 0) - (alert.state === state ? 1 : 0);
  };
  return { dismissed: await count('dismissed'), confirmed: await count('confirmed') };
}

async function firstOf<T>(list: Promise<readonly T[]>): Promise<T> {
  const [first] = await list;
  if (first === undefined) throw new Error('A row was expected.');
  return first;
}
