/** Writes what conduct rules found as hits of the messages concerned, and raises alerts for it. */
import type { ConductHit } from '@atalaia/rules';
import {
  type Conversation,
  type ConversationId,
  conversations,
  type HitId,
  hits,
  type Message,
  messages,
  type StoredHit,
} from '@atalaia/storage';
import type { Finding } from '../alert/episode.ts';
import { type RaiseDeps, raiseAlerts } from '../alert/raise.ts';
import { type NewHit, raises, storedHit } from '../stored-hit.ts';
import type { ConductInForce } from './rules-in-force.ts';

/** One conversation with what was found in it. */
export interface FoundConduct {
  readonly conversation: ConversationId;
  readonly hits: readonly ConductHit[];
}

/** Durable when resolved. Raising again changes nothing: ids are derived from rule and message. */
export async function raiseConduct(deps: RaiseDeps, rules: ConductInForce, found: FoundConduct): Promise<void> {
  const conversation = (await deps.records.get(conversations, found.conversation))?.doc;
  if (!conversation) return;
  const findings: Finding[] = [];
  const tags: StoredHit[] = [];
  for (const hit of found.hits) {
    const message = (await deps.records.get(messages, hit.message))?.doc;
    if (!message) continue;
    const stored = conductHit(deps, rules, message, hit);
    if (raises(rules.kept, hit)) findings.push(findingOf(conversation, message, stored));
    else tags.push({ ...stored, alert: null });
  }
  await Promise.all(tags.map((tag) => deps.records.insert(hits, tag)));
  // Alerts of one origin come together; a chat may hold both.
  for (const some of Map.groupBy(findings, ({ message }) => message.origin).values()) {
    await raiseAlerts(deps, conversation.id, some, true, Promise.resolve());
  }
}

function findingOf({ contact }: Conversation, message: Message, hit: NewHit): Finding {
  return { message, person: contact ?? message.author, hits: [hit], later: true };
}

/** It is about the message as a whole, so it has no place in the text: `start` and `end` are 0. */
function conductHit(
  { blind }: Pick<RaiseDeps, 'blind'>,
  { kept, idOf }: ConductInForce,
  message: Message,
  { rule, severity, at }: ConductHit,
): NewHit {
  const id = blind.of('message', 'hit', message.id, rule, 'conduct') as string as HitId;
  return storedHit(kept, message, { rule, kind: 'conduct', severity, start: 0, end: 0, at }, { id, rule: idOf(rule) });
}
