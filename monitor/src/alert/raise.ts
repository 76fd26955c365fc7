/** Raises an alert when rules fire in a conversation, or lets the hits join the alert that is still open there. */
import {
  type Alert,
  type AlertId,
  alerts,
  auditEntries,
  type BlindIndexer,
  type Clock,
  type ConversationId,
  episodeMs,
  type Feed,
  hits,
  type Message,
  type Records,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import type { Turns } from '../turns.ts';
import { insertWithin } from './budget.ts';
import { alertIdOf, beginEpisode, type Finding, joinEpisode, reaches, splitByAudience } from './episode.ts';

export interface RaiseDeps {
  readonly records: Records;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly clock: Clock;
}

/** An episode as it will be written, with the findings that it takes in. */
interface Draft {
  alert: Alert;
  /** The stored version that it replaces; undefined for a new one. */
  readonly version: number | undefined;
  readonly findings: Finding[];
}

/**
 * Raises or joins for findings of one conversation, all live or all of imports. Hits, alert and audit entry are
 * durable before the feed tells anybody, and so is what `stored` waits for: the messages themselves. `resumed`
 * findings may have been raised before a crash: then nothing is raised, counted or recorded twice. Answers how many
 * alerts are new.
 */
export async function raiseAlerts(
  deps: RaiseDeps,
  conversation: ConversationId,
  findings: readonly Finding[],
  resumed: boolean,
  stored: Promise<unknown>,
): Promise<number> {
  return deps.turns.inTurn(`alerts.${conversation}`, async () => {
    let raised = 0;
    let waiting = findings.flatMap(splitByAudience);
    let again = resumed;
    while (waiting.length > 0) {
      const drafts = await draftEpisodes(deps, waiting, again);
      const outcomes = await Promise.all(drafts.map((draft) => writeEpisode(deps, draft, again, stored)));
      raised += outcomes.filter((outcome) => outcome === 'raised').length;
      // Somebody decided meanwhile: look again, the findings may belong to a new episode now.
      waiting = drafts.filter((_, index) => outcomes[index] === 'stale').flatMap((draft) => draft.findings);
      again = true;
    }
    return raised;
  });
}

async function draftEpisodes(deps: RaiseDeps, findings: readonly Finding[], resumed: boolean): Promise<Draft[]> {
  const drafts = await openEpisodes(deps, findings);
  for (const finding of findings.toSorted((a, b) => a.message.at - b.message.at)) {
    const before = resumed ? await episodeBefore(deps, finding, drafts) : undefined;
    const draft = before ?? drafts.find(({ alert }) => reaches(alert, finding));
    if (draft) {
      draft.alert = joinEpisode(draft.alert, finding);
      draft.findings.push(finding);
    } else {
      const id = alertIdOf(deps.blind, finding);
      drafts.push({ alert: beginEpisode(id, finding, deps.clock()), version: undefined, findings: [finding] });
    }
  }
  return drafts.filter((draft) => draft.findings.length > 0);
}

/** Undecided alerts of the conversation that the findings may reach. */
async function openEpisodes(deps: RaiseDeps, findings: readonly Finding[]): Promise<Draft[]> {
  const times = findings.map((finding) => finding.message.at);
  const [from, until] = [Math.min(...times) - episodeMs, Math.max(...times) + episodeMs];
  const { conversation, origin } = firstOf(findings).message;
  const found = await Promise.all(
    (['open', 'escalated'] as const).map((state) =>
      deps.records.find(alerts, {
        index: 'byConversation',
        equals: { conversation, origin, state },
        range: { from },
        limit: 100,
      }),
    ),
  );
  return found
    .flatMap((page) => page.items)
    .filter(({ doc }) => doc.firstAt <= until)
    .map(({ doc, version }) => ({ alert: doc, version, findings: [] }));
}

/** The alert that an interrupted run had put this finding into, decided or not. */
async function episodeBefore(deps: RaiseDeps, finding: Finding, drafts: Draft[]): Promise<Draft | undefined> {
  const stored = await deps.records.find(hits, {
    index: 'byMessage',
    equals: { message: finding.message.id },
    limit: 1000,
  });
  const own = new Set(finding.hits.map((hit) => hit.id));
  const id: AlertId =
    stored.items.find(({ doc }) => doc.alert !== null && own.has(doc.id))?.doc.alert ?? alertIdOf(deps.blind, finding);
  const drafted = drafts.find(({ alert }) => alert.id === id);
  if (drafted) return drafted;
  const alert = await deps.records.get(alerts, id);
  if (!alert) return undefined;
  const draft: Draft = { alert: alert.doc, version: alert.version, findings: [] };
  drafts.push(draft);
  return draft;
}

async function writeEpisode(
  deps: RaiseDeps,
  draft: Draft,
  resumed: boolean,
  stored: Promise<unknown>,
): Promise<'raised' | 'joined' | 'stale'> {
  const { alert, version } = draft;
  if (version === undefined) {
    const [outcome] = await Promise.all([
      insertWithin(deps, alert),
      insertHits(deps, draft),
      record(deps, alert),
      stored,
    ]);
    if (outcome === 'duplicate') return 'stale';
    publish(deps, 'alert-raised', alert);
    return 'raised';
  }
  if ((await deps.records.replace(alerts, version, alert)) !== 'replaced') return 'stale';
  await insertHits(deps, draft);
  if (resumed && !(await isRecorded(deps, alert))) await record(deps, alert);
  await stored;
  publish(deps, 'alert-joined', alert);
  return 'joined';
}

/** A hit's id is derived, so a second insert of it changes nothing. */
async function insertHits(deps: RaiseDeps, draft: Draft): Promise<void> {
  const found = draft.findings.flatMap((finding) => finding.hits);
  await Promise.all(found.map((hit) => deps.records.insert(hits, { ...hit, alert: draft.alert.id })));
}

async function record(deps: RaiseDeps, alert: Alert): Promise<void> {
  await deps.audit.record({
    chain: alert.number,
    actor: { kind: 'system' },
    act: 'alert-raised',
    subject: alert.id,
    detail: { conversation: alert.conversation, severity: alert.severity, rule: alert.rule, origin: alert.origin },
  });
}

async function isRecorded(deps: RaiseDeps, alert: Alert): Promise<boolean> {
  const entries = await deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: alert.id },
    limit: 1000,
  });
  return entries.items.some(({ doc }) => doc.act === 'alert-raised');
}

function publish(deps: RaiseDeps, kind: 'alert-raised' | 'alert-joined', alert: Alert): void {
  deps.feed.publish({
    kind,
    id: alert.id,
    number: alert.number,
    fields: {
      severity: alert.severity,
      historical: alert.origin === 'import',
      ...(alert.audience && { audience: alert.audience }),
    },
  });
}

function firstOf(findings: readonly Finding[]): { readonly message: Message } {
  const first = findings[0];
  if (!first) throw new RangeError('Raising needs at least one finding');
  return first;
}
