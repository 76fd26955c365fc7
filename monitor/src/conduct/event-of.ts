/** Tells conduct rules what a captured row is: something said, an edit, a deletion, an answer without words. */
import { asksForAnswer, type Conduct, type ConductEvent, type Direction, type RuleRef } from '@atalaia/rules';
import type { Conversation, Message, Records, Vault } from '@atalaia/storage';
import { targetOf } from '../conversation/aftermath.ts';
import { openMessageText } from '../open-text.ts';

export interface EventDeps {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** `rules`: what fired in it. Undefined where nothing happened that concerns conduct. */
export async function eventOf(
  deps: EventDeps,
  conduct: Conduct,
  conversation: Conversation,
  row: Message,
  rules: readonly RuleRef[],
): Promise<ConductEvent | undefined> {
  const { id, at } = row;
  const by: { readonly from?: Direction } = row.from === 'unknown' ? {} : { from: row.from };
  switch (row.kind) {
    case 'system':
    case 'deleted':
    case 'file-kept':
    case 'file-expired':
      return undefined;
    case 'edit': {
      const target = await targetOf(deps, row);
      return target && { kind: 'edit', id: target.id, at, ...by, rules };
    }
    case 'revoke': {
      const target = await targetOf(deps, row);
      return target && { kind: 'delete', id: target.id, at, ...by };
    }
    case 'reaction':
    case 'poll-vote':
      return { kind: 'reaction', at, ...by };
    case 'text':
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
    case 'location':
    case 'contact':
    case 'poll':
    case 'omitted':
    case 'view-once':
    case 'call':
    case 'unreadable':
      return { kind: 'message', id, at, ...by, asks: await asks(deps, conduct, conversation, row), rules };
    default:
      throw new TypeError(`No event for ${String(row.kind satisfies never)}`);
  }
}

/** Only a contact's words in a chat of two wait for an answer; they are opened only if a rule asks for it. */
async function asks(deps: EventDeps, conduct: Conduct, conversation: Conversation, row: Message): Promise<boolean> {
  if (row.from !== 'contact' || conversation.group || row.kind === 'call' || row.kind === 'sticker') return false;
  if (!conduct.rules.some(({ rule }) => rule.when.kind === 'no-answer')) return false;
  const opened = await openMessageText(deps.vault, row);
  switch (opened.kind) {
    case 'text':
      return asksForAnswer(opened.text);
    case 'damaged':
      return true;
    case 'erased':
      return false;
    default:
      throw new TypeError(`Nothing asks in ${String(opened satisfies never)}`);
  }
}
