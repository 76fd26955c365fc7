/** A human decides what alerts are worth: false, right, for somebody else to judge; or takes a decision back. */
import {
  type Alert,
  alerts,
  type Clock,
  conversations,
  decisionSchema,
  type Feed,
  ownerOfPerson,
  type Records,
  type Sealed,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import { z } from 'zod';
import { refuseAboutSelf } from '../access/about-self.ts';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { AlertRow } from '../api/alert-views.ts';
import type { Audit } from '../audit/audit.ts';
import { endEvidenceOf } from '../erase/end-evidence.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { findAlert } from './find.ts';
import { commentPlace } from './read.ts';
import { alertRows, type RowDeps } from './row.ts';
import { effectOf, stateAfter } from './state-after.ts';

export interface DecideAlerts extends RowDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'replace' | 'remove'>;
  readonly vault: Pick<Vault, 'openText' | 'keyOf' | 'shredOwner'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly clock: Clock;
}

/** What an entry `alert-decided` says: with its actor, the whole decision, and its place among those of the alert. */
export const decisionDetail = z.object({
  decision: decisionSchema.shape.kind,
  reason: decisionSchema.shape.reason,
  at: decisionSchema.shape.at,
  /** From 0. The same place twice: the first of the two was recorded and not carried out. */
  place: z.int().min(0),
  state: z.string(),
});

export interface Decide {
  readonly alerts: readonly string[];
  readonly decision: Alert['decisions'][number]['kind'];
  /** A code of the product's list. */
  readonly reason: string | null;
  readonly comment?: string | undefined;
}

/**
 * Decides each alert in its own atomic write, recorded first. All are looked at first: if one may not be seen, or was decided
 * otherwise, none is touched. Deciding again what stands already changes nothing.
 * @throws Problem `not-found` for a foreign alert; `about-yourself` for whoever wrote in its chat; `changed-meanwhile`
 *   if somebody else was quicker.
 */
export async function decideAlerts(
  deps: DecideAlerts,
  authorized: Authorized<'alert:decide'>,
  input: Decide,
): Promise<{ alerts: AlertRow[] }> {
  const ids = [...new Set(input.alerts)];
  for (const id of ids) {
    const found = await findAlert(deps, authorized, id);
    const chat = (await deps.records.get(conversations, found.doc.conversation))?.doc;
    await refuseAboutSelf(deps, authorized.actor, chat?.persons ?? []);
    refuseConflict(found, input);
  }
  const decided: Alert[] = [];
  for (const id of ids) decided.push(await decideOne(deps, authorized, id, input));
  return { alerts: await alertRows(deps, decided) };
}

/** In turn with the raising of this conversation, so that no hit joins between reading the alert and writing it. */
async function decideOne(
  deps: DecideAlerts,
  authorized: Authorized<'alert:decide'>,
  id: string,
  input: Decide,
): Promise<Alert> {
  const { conversation } = (await findAlert(deps, authorized, id)).doc;
  return deps.turns.inTurn(`alerts.${conversation}`, async () => {
    const found = await findAlert(deps, authorized, id);
    if (refuseConflict(found, input) === 'stands') return found.doc;
    const sealedComment = await sealComment(deps, found.doc, input.comment);
    const at = deps.clock();
    const place = found.doc.decisions.length;
    const decisions = [...found.doc.decisions, decisionOf(authorized, input, at)];
    const state = stateAfter(decisions);
    const alert: Alert = { ...found.doc, decisions, state, ...(sealedComment && { sealedComment }) };
    const { decision, reason } = input;
    await record(deps, authorized, alert, { decision, reason, at, place, state }, sealedComment);
    if ((await deps.records.replace(alerts, found.version, alert)) !== 'replaced') throw changedMeanwhile();
    if (state === 'dismissed') await endEvidenceOf(deps, alert);
    announce(deps, alert);
    return alert;
  });
}

function decisionOf({ actor }: Authorized<'alert:decide'>, { decision, reason }: Decide, at: number) {
  return { kind: decision, by: actorRef(actor), at, reason };
}

function refuseConflict({ doc }: Versioned<Alert>, { decision }: Decide): 'decides' | 'stands' {
  const effect = effectOf(doc.state, decision);
  if (effect !== 'conflicts') return effect;
  throw changedMeanwhile();
}

function changedMeanwhile(): Problem {
  return new Problem('changed-meanwhile', 'Somebody decided this alert meanwhile. Read it again before you decide.');
}

/** Under the key of the person it speaks about, so that it goes when they are erased. */
async function sealComment(
  deps: Pick<DecideAlerts, 'vault'>,
  alert: Alert,
  comment: string | undefined,
): Promise<Sealed | undefined> {
  if (comment === undefined || comment === '') return undefined;
  const key = await deps.vault.keyOf(alert.person ? ownerOfPerson(alert.person) : 'company');
  if (!key) throw new Problem('changed-meanwhile', 'This person was erased: nothing more can be kept about them.');
  return key.seal(commentPlace(alert), comment);
}

function record(
  deps: Pick<DecideAlerts, 'audit'>,
  { actor }: Authorized<'alert:decide'>,
  alert: Alert,
  detail: z.infer<typeof decisionDetail>,
  comment: Sealed | undefined,
): Promise<void> {
  return deps.audit.record({
    chain: alert.number,
    actor,
    act: 'alert-decided',
    subject: alert.id,
    detail,
    ...(comment && { reason: comment }),
  });
}

function announce(deps: Pick<DecideAlerts, 'feed'>, { id, number, severity, origin, audience }: Alert): void {
  const fields = { severity, historical: origin === 'import', ...(audience && { audience }) };
  deps.feed.publish({ kind: 'alert-decided', id, number, fields });
}
