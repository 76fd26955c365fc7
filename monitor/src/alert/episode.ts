/** What an episode is: hits of one conversation that belong to one alert until it is decided or 24 hours pass without one. */
import { type Severity, severities } from '@atalaia/rules';
import {
  type Alert,
  type AlertId,
  type BlindIndexer,
  episodeMs,
  type Message,
  type PersonId,
  type StoredHit,
} from '@atalaia/storage';

/** A message with the hits that call for an alert, in the order of the text. */
export interface Finding {
  readonly message: Message;
  /** Whom the alert is about: the contact in a 1:1 chat, the author in a group; null for system lines. */
  readonly person: PersonId | null;
  /** Never empty. Their `alert` is set when the episode is known. */
  readonly hits: readonly Omit<StoredHit, 'alert'>[];
}

/** Ids of hits kept in the alert; `hitCount` goes on. */
const hitsKept = 200;

/** Derived from the message that begins the episode, so that raising it again after a crash makes no second one. */
export function alertIdOf(blind: BlindIndexer, message: Message): AlertId {
  return blind.of('message', 'alert', message.number, message.conversation, message.id) as string as AlertId;
}

/** Whether a message of this time still belongs to the episode: at most 24 hours lie between it and the nearest hits. */
export function reaches(alert: Alert, at: number): boolean {
  return at >= alert.firstAt - episodeMs && at <= alert.lastAt + episodeMs;
}

/** A new episode that this finding begins. */
export function beginEpisode(id: AlertId, finding: Finding, raisedAt: number): Alert {
  const { message } = finding;
  const worst = worstHit(finding);
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
    hits: finding.hits.slice(0, hitsKept).map((hit) => hit.id),
    hitCount: finding.hits.length,
    firstAt: message.at,
    lastAt: message.at,
    raisedAt,
    decisions: [],
  };
}

/** The episode with this finding in it; hits that it counts already are not counted again. Severity only rises. */
export function joinEpisode(alert: Alert, finding: Finding): Alert {
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
    hits: [...alert.hits, ...fresh.map((hit) => hit.id)].slice(0, hitsKept),
    hitCount: alert.hitCount + fresh.length,
    firstAt: Math.min(alert.firstAt, finding.message.at),
    lastAt: Math.max(alert.lastAt, finding.message.at),
  };
}

function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

function worstHit(finding: Finding): Omit<StoredHit, 'alert'> {
  return finding.hits.reduce((worst, hit) => (rankOf(hit.severity) > rankOf(worst.severity) ? hit : worst));
}
