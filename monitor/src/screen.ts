/** Screens captured messages against the rules in force: marks what was found, raises alerts, and notes the message as screened. */
import type { Hit } from '@atalaia/rules';
import {
  type ConversationId,
  type HitId,
  hits,
  type Message,
  messages,
  type PersonId,
  type Records,
  type RuleVersionId,
} from '@atalaia/storage';
import type { Finding } from './alert/episode.ts';
import { type RaiseDeps, raiseAlerts } from './alert/raise.ts';
import type { Calendars } from './calendar/calendars.ts';
import type { KeptRules, RunningRules } from './rule/running.ts';
import { screenableOf } from './screenable.ts';
import { type NewHit, raises, storedHit } from './stored-hit.ts';

export interface ScreenDeps extends RaiseDeps {
  readonly records: Records;
  readonly rules: Pick<RunningRules, 'current' | 'ruleId'>;
  readonly calendars: Pick<Calendars, 'of'>;
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

/** A message before it has its place in the archive. */
export type Unplaced = Omit<Message, 'sequence' | 'screening'>;

/** What rules found in a message. Tagging are also hits of rules on trial, which raise nothing. */
export interface Found {
  readonly alerting: readonly NewHit[];
  readonly tagging: readonly NewHit[];
}

/**
 * Screens stored messages, together where they share a conversation. `resumed`: they may have been screened in part
 * before a crash. Answers how many alerts are new.
 */
export async function screenMessages(
  deps: ScreenDeps,
  batch: readonly ToScreen[],
  resumed = false,
  rules: KeptRules = deps.rules.current(),
): Promise<number> {
  const raised = await raiseFound(deps, await lookThrough(deps, batch, rules), resumed, Promise.resolve());
  await markScreened(deps, batch);
  return raised;
}

/** What the rules in force find, in memory; also in system lines, which quote titles and descriptions that people chose. */
export async function lookThrough<T extends { readonly message: Unplaced; readonly text: string }>(
  deps: ScreenDeps,
  batch: readonly T[],
  rules: KeptRules = deps.rules.current(),
): Promise<readonly (T & Found)[]> {
  const screened: (T & Found)[] = [];
  let characters = 0;
  for (const one of batch) {
    characters += one.text.length;
    if (characters > charactersAtOnce) {
      characters = 0;
      await new Promise(setImmediate);
    }
    screened.push({ ...one, ...(await evaluated(deps, rules, one.message, one.text)) });
  }
  return screened;
}

/** Writes the hits and raises alerts; open screens are told once `stored` has ended too. Answers how many are new. */
export async function raiseFound(
  deps: ScreenDeps,
  batch: readonly (ToScreen & Found)[],
  resumed: boolean,
  stored: Promise<unknown>,
): Promise<number> {
  const found = new Map<ConversationId, Finding[]>();
  const tags: Promise<unknown>[] = [];
  for (const { message, contact, alerting, tagging } of batch) {
    tags.push(...tagging.map((hit) => deps.records.insert(hits, { ...hit, alert: null })));
    if (alerting.length === 0) continue;
    const inConversation = found.get(message.conversation) ?? [];
    inConversation.push({ message, person: contact ?? message.author, hits: alerting });
    found.set(message.conversation, inConversation);
  }
  const raised = await Promise.all(
    [...found].map(([conversation, findings]) => raiseAlerts(deps, conversation, findings, resumed, stored)),
  );
  await Promise.all(tags);
  return raised.reduce((sum, count) => sum + count, 0);
}

/** Nothing is left to do for these messages after a crash. */
export async function markScreened(deps: Pick<ScreenDeps, 'records'>, batch: readonly ToScreen[]): Promise<void> {
  await Promise.all(
    batch.map(({ message, version }) => {
      const screened: Message = { ...message, screening: 'screened' };
      return deps.records.replace(messages, version, screened);
    }),
  );
}

async function evaluated(deps: ScreenDeps, rules: KeptRules, message: Unplaced, text: string): Promise<Found> {
  if (text === '') return { alerting: [], tagging: [] };
  const hours = await deps.calendars.of(message.number);
  const alerting: NewHit[] = [];
  const tagging: NewHit[] = [];
  for (const hit of rules.set.evaluate(screenableOf(message, text, hours))) {
    const ids = { id: hitIdOf(deps, message, rules.version, hit), rule: deps.rules.ruleId(hit.rule) };
    const stored = storedHit(rules, message, { ...hit, at: message.at }, ids);
    (raises(rules, hit) ? alerting : tagging).push(stored);
  }
  return { alerting, tagging };
}

function hitIdOf(deps: ScreenDeps, message: Unplaced, version: RuleVersionId, hit: Hit): HitId {
  const span = [String(hit.start), String(hit.end)];
  return deps.blind.of('message', 'hit', message.id, hit.rule, version, ...span) as string as HitId;
}
