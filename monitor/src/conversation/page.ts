/** Cuts a conversation into pages, in the order in which it was written. What happened to a message is no line of its own: it stands with the message. */
import { type ConversationId, type Message, messages, type Records } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import { standingAlone, targetOf } from './aftermath.ts';

/** Where a page begins or ends; nobody coming or going in between moves it. */
interface Position {
  readonly at: number;
  readonly order: number;
  readonly id: string;
}

export interface PageRequest {
  /** Positions that an earlier page answered. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** A message of the conversation. */
  readonly around?: string | undefined;
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** What to ask for to see earlier and later messages; null at the ends. */
  readonly before: string | null;
  readonly after: string | null;
  /** What to ask for, at the end, to see what came since; null on an empty page. */
  readonly last: string | null;
  /** The times of the neighbours on either side, null at the ends: what lies between belongs to this page too. */
  readonly span: Span;
}

export interface Span {
  readonly from: number | null;
  readonly before: number | null;
}

/** Messages on a page; around a message, half of them on either side. */
const pageSize = 60;

/**
 * One page: before or after a position, around a message, or the newest.
 * @throws Problem `bad-request` if more than one place is named or a position is none; `not-found` if the message is not of this conversation.
 */
export async function pageOf(
  deps: { readonly records: Pick<Records, 'find' | 'get'> },
  conversation: ConversationId,
  request: PageRequest,
): Promise<MessagePage> {
  const { before, after, around } = request;
  if ([before, after, around].filter((place) => place !== undefined).length > 1) {
    throw new Problem('bad-request', 'Name only one of before, after and around.');
  }
  const walk = (from: Position | undefined, order: Order, limit: number) =>
    walkFrom(deps, conversation, from, order, limit);
  if (after !== undefined) {
    const from = readPosition(after);
    const later = await walk(from, 'ascending', pageSize);
    return page(later.messages, from, later.next);
  }
  if (around !== undefined) {
    const middle = await middleOf(deps, conversation, around);
    const earlier = await walk(middle, 'descending', pageSize / 2);
    const later = await walk(middle, 'ascending', pageSize / 2);
    return page([...earlier.messages.toReversed(), middle, ...later.messages], earlier.next, later.next);
  }
  const from = before === undefined ? undefined : readPosition(before);
  const earlier = await walk(from, 'descending', pageSize);
  return page(earlier.messages.toReversed(), earlier.next, from);
}

/** The message asked for; for an edit or the like, the message that it is about. */
async function middleOf(
  deps: { readonly records: Pick<Records, 'get'> },
  conversation: ConversationId,
  id: string,
): Promise<Message> {
  const asked = (await deps.records.get(messages, id))?.doc;
  if (!asked || asked.conversation !== conversation) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return (await targetOf(deps, asked)) ?? asked;
}

type Order = 'ascending' | 'descending';

/**
 * Up to `limit` messages strictly beyond the position. The index is entered at the position's instant, and what of
 * that instant lies on the near side is passed over: an export without seconds has many messages to a minute.
 */
async function walkFrom(
  deps: { readonly records: Pick<Records, 'find' | 'get'> },
  conversation: ConversationId,
  from: Position | undefined,
  order: Order,
  limit: number,
): Promise<{ readonly messages: readonly Message[]; readonly next: Message | undefined }> {
  const range = from && (order === 'ascending' ? { from: from.at } : { before: from.at + 1 });
  const found: Message[] = [];
  let after: string | undefined;
  do {
    const read = await deps.records.find(messages, {
      index: 'byConversation',
      equals: { conversation },
      order,
      limit: pageSize + 1,
      ...(range === undefined ? {} : { range }),
      ...(after === undefined ? {} : { after }),
    });
    const beyond = read.items.map(({ doc }) => doc).filter((doc) => !from || isBeyond(doc, from, order));
    found.push(...(await standingAlone(deps, beyond)));
    after = read.next;
  } while (after !== undefined && found.length <= limit);
  return { messages: found.slice(0, limit), next: found[limit] };
}

function isBeyond(message: Position, from: Position, order: Order): boolean {
  const later =
    message.at - from.at || message.order - from.order || (message.id === from.id ? 0 : message.id > from.id ? 1 : -1);
  return order === 'ascending' ? later > 0 : later < 0;
}

/** `earlier` and `later`: what comes before and after; undefined at the ends. */
function page(shown: readonly Message[], earlier: Position | undefined, later: Position | undefined): MessagePage {
  const first = shown[0];
  const last = shown.at(-1);
  return {
    messages: shown,
    before: first && earlier ? writePosition(first) : null,
    after: last && later ? writePosition(last) : null,
    last: last ? writePosition(last) : null,
    span: { from: earlier?.at ?? null, before: later?.at ?? null },
  };
}

function writePosition({ at, order, id }: Position): string {
  return `${at}.${order}.${id}`;
}

/** What to ask for to see what was written up to this instant, in milliseconds, where no message is known. */
export function placeAfter(at: number): string {
  return writePosition({ at: at + 1, order: 0, id: '0'.repeat(16) });
}

function readPosition(text: string): Position {
  const [, at, order, id] = /^(-?[0-9]{1,16})\.([0-9]{1,16})\.([A-Za-z0-9_-]{16,64})$/.exec(text) ?? [];
  if (id === undefined) throw new Problem('bad-request', 'This is not a place in a conversation.');
  return { at: Number(at), order: Number(order), id };
}
