/** Screens captured messages against the rules in force: marks what was found, raises alerts, and notes the message as screened. */
import type { Direction, Hit, RuleSet } from '@atalaia/rules';
import {
  type Authorship,
  type ConversationId,
  type HitId,
  hits,
  type Message,
  messages,
  type PersonId,
  type Records,
  type RuleVersionId,
  type StoredHit,
} from '@atalaia/storage';
import type { Finding } from './alert/episode.ts';
import { type RaiseDeps, raiseAlerts } from './alert/raise.ts';
import type { KeptRules, RunningRules } from './rule/running.ts';

export interface ScreenDeps extends RaiseDeps {
  readonly records: Records;
  readonly rules: Pick<RunningRules, 'current' | 'ruleId'>;
}

/** A captured message with its text in clear. */
export interface ToScreen {
  readonly message: Message;
  /** The stored version: 1 right after capture. */
  readonly version: number;
  readonly text: string;
  /** The contact of a 1:1 chat; null in a group. */
  readonly contact: PersonId | null;
}

/** Characters looked at before other work gets a turn. */
const charactersAtOnce = 65_536;

/**
 * Screens messages, together where they share a conversation. System lines are nobody's words: no rule looks at them.
 * `resumed`: they may have been screened in part before a crash. Answers how many alerts are new.
 */
export async function screenMessages(
  deps: ScreenDeps,
  batch: readonly ToScreen[],
  resumed = false,
  { set, version }: KeptRules = deps.rules.current(),
): Promise<number> {
  const found = new Map<ConversationId, Finding[]>();
  const tags: Promise<unknown>[] = [];
  let characters = 0;
  for (const { message, text, contact } of batch) {
    characters += text.length;
    if (characters > charactersAtOnce) {
      characters = 0;
      await new Promise(setImmediate);
    }
    const { alerting, tagging } = evaluated(deps, set, version, message, text);
    tags.push(...tagging.map((hit) => deps.records.insert(hits, { ...hit, alert: null })));
    if (alerting.length === 0) continue;
    const inConversation = found.get(message.conversation) ?? [];
    inConversation.push({ message, person: contact ?? message.author, hits: alerting });
    found.set(message.conversation, inConversation);
  }
  const raised = await Promise.all(
    [...found].map(([conversation, findings]) => raiseAlerts(deps, conversation, findings, resumed)),
  );
  await Promise.all(tags);
  await Promise.all(
    batch.map(({ message, version: stored }) => {
      const screened: Message = { ...message, screening: 'screened' };
      return deps.records.replace(messages, stored, screened);
    }),
  );
  return raised.reduce((sum, count) => sum + count, 0);
}

type NewHit = Omit<StoredHit, 'alert'>;

function evaluated(
  deps: ScreenDeps,
  set: RuleSet,
  version: RuleVersionId,
  message: Message,
  text: string,
): { readonly alerting: readonly NewHit[]; readonly tagging: readonly NewHit[] } {
  if (message.kind === 'system' || text === '') return { alerting: [], tagging: [] };
  const direction = directionOf(message.from);
  const found = set.evaluate({
    text,
    number: message.number,
    ...(direction && { from: direction }),
    ...(message.language && { language: message.language }),
  });
  const alerting: NewHit[] = [];
  const tagging: NewHit[] = [];
  for (const hit of found) {
    const raises = set.describe(hit.rule)?.effect === 'alert';
    (raises ? alerting : tagging).push(storedHit(deps, message, version, hit));
  }
  return { alerting, tagging };
}

function storedHit(deps: ScreenDeps, message: Message, version: RuleVersionId, hit: Hit): NewHit {
  return {
    id: hitIdOf(deps, message, version, hit),
    message: message.id,
    conversation: message.conversation,
    number: message.number,
    rule: deps.rules.ruleId(hit.rule),
    version,
    kind: hit.kind,
    severity: hit.severity,
    start: hit.start,
    end: hit.end,
    at: message.at,
  };
}

function hitIdOf(deps: ScreenDeps, message: Message, version: RuleVersionId, hit: Hit): HitId {
  const span = [String(hit.start), String(hit.end)];
  return deps.blind.of('message', 'hit', message.id, hit.rule, version, ...span) as string as HitId;
}

/** Where it is not known who wrote, rules of both directions look. */
function directionOf(from: Authorship): Direction | undefined {
  return from === 'unknown' ? undefined : from;
}
