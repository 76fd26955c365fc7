/** What an episode is: hits of one conversation that belong to one alert until it is decided or 24 hours pass without one. */
import { type Severity, severities } from '@atalaia/rules';
import {
  type Alert,
  type AlertId,
  type BlindIndexer,
  episodeMs,
  type Message,
  type PersonId,
  type RuleId,
  type StoredHit,
} from '@atalaia/storage';
import type { NewHit } from '../stored-hit.ts';

/** A message with the hits that call for an alert, in the order of the text. */
export interface Finding {
  readonly message: Message;
  /** Whom the alert is about: the contact in a 1:1 chat, the author in a group; null for system lines. */
  readonly person: PersonId | null;
  /** Never empty. Their `alert` is set when the episode is known. */
  readonly hits: readonly NewHit[];
  /** Found when the message was long screened, by what happened later: should it begin an episode, it is one of its own. */
  readonly later?: true;
}

/** Ids of hits kept in the alert; `hitCount` goes on. */
const hitsKept = 200;
/** Rules noted in the alert, for the figures. */
const rulesKept = 50;

/** What only dpos may see is a finding of its own and becomes an alert of its own: nobody else sees that it is there. */
export function splitByAudience(finding: Finding): readonly Finding[] {
  const groups = Map.groupBy(finding.hits, (hit) => hit.audience);
  return groups.size < 2 ? [finding] : [...groups.values()].map((hits) => ({ ...finding, hits }));
}

/** Whom a finding is for, once it is split. */
function audienceOf({ hits: [first] }: Finding): StoredHit['audience'] {
  return first?.audience;
}

/** Derived from the finding that begins the episode, so that raising it again after a crash makes no second one. */
export function alertIdOf(blind: BlindIndexer, finding: Finding): AlertId {
  const { message, hits, later } = finding;
  const audience = audienceOf(finding);
  const own = later && hits[0] ? [hits[0].id] : audience === undefined ? [] : [audience];
  return blind.of('message', 'alert', message.number, message.conversation, message.id, ...own) as string as AlertId;
}

/** Whether a finding belongs to the episode: for the same eyes, and at most 24 hours lie between it and the nearest hits. */
export function reaches(alert: Alert, finding: Finding): boolean {
  const { at } = finding.message;
  return alert.audience === audienceOf(finding) && at >= alert.firstAt - episodeMs && at <= alert.lastAt + episodeMs;
}

/** A new episode that this finding begins. */
export function beginEpisode(id: AlertId, finding: Finding, raisedAt: number): Alert {
  const { message } = finding;
  const worst = worstHit(finding);
  const audience = audienceOf(finding);
  return {
    id,
    number: message.number,
    conversation: message.conversation,
    person: finding.person,
    origin: message.origin,
    state: 'open',
    severity: worst.severity,
    rank: rankOf(worst.severity),
    rule: worst.rule,
    version: worst.version,
    message: message.id,
    rules: rulesOf([], finding),
    ...(audience && { audience }),
    hits: finding.hits.slice(0, hitsKept).map((hit) => hit.id),
    hitCount: finding.hits.length,
    firstAt: message.at,
    lastAt: message.at,
    raisedAt,
    decisions: [],
  };
}

/** Whether it comes to the desk whatever the budget says: high and critical. */
export function isUrgent({ rank }: Pick<Alert, 'rank'>): boolean {
  return rank >= rankOf('high');
}

/**
 * The episode with this finding in it; hits that it counts already are not counted again. Severity only rises, and
 * one that becomes urgent comes from the digest to the desk.
 */
export function joinEpisode(alert: Alert, finding: Finding): Alert {
  const joined = withHits(alert, finding);
  if (joined.place === undefined || !isUrgent(joined)) return joined;
  const { place: _, ...onDesk } = joined;
  return onDesk;
}

function withHits(alert: Alert, finding: Finding): Alert {
  const counted = new Set<string>(alert.hits);
  const fresh = finding.hits.filter((hit) => !counted.has(hit.id));
  const worst = worstHit(finding);
  const rises = rankOf(worst.severity) > alert.rank;
  return {
    ...alert,
    ...(rises && {
      severity: worst.severity,
      rank: rankOf(worst.severity),
      rule: worst.rule,
      version: worst.version,
      message: finding.message.id,
    }),
    rules: rulesOf(alert.rules ?? [alert.rule], finding),
    hits: [...alert.hits, ...fresh.map((hit) => hit.id)].slice(0, hitsKept),
    hitCount: alert.hitCount + fresh.length,
    firstAt: Math.min(alert.firstAt, finding.message.at),
    lastAt: Math.max(alert.lastAt, finding.message.at),
  };
}

function rulesOf(known: readonly RuleId[], { hits }: Finding): RuleId[] {
  return [...new Set([...known, ...hits.map(({ rule }) => rule)])].slice(0, rulesKept);
}

function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

function worstHit(finding: Finding): NewHit {
  return finding.hits.reduce((worst, hit) => (rankOf(hit.severity) > rankOf(worst.severity) ? hit : worst));
}
