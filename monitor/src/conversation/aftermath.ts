/** What happened to messages after they were sent: edits, deletion, reactions, votes, their file. Each is a row of its own; here they come together. */
import { type Message, type MessageId, type MessageKind, messages, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** What became of one message. The message itself is as it came. */
export interface Aftermath {
  /** Oldest first. */
  readonly edits: readonly Message[];
  readonly revoke: Message | null;
  /** The latest of each person. */
  readonly reactions: readonly Message[];
  readonly votes: readonly Message[];
  readonly fileKept: Message | null;
  readonly fileExpired: boolean;
}

/** What happened to another message, and is no message to anybody by itself. */
export const aboutAnother: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'edit',
  'revoke',
  'reaction',
  'poll-vote',
  'file-kept',
  'file-expired',
]);

/** The stored message that this row is about; undefined if it is no such row, or its message was not kept. */
export async function targetOf(
  deps: { readonly records: Pick<Records, 'get'> },
  row: Message,
): Promise<Message | undefined> {
  if (!aboutAnother.has(row.kind) || !row.target) return undefined;
  const target = (await deps.records.get(messages, row.target))?.doc;
  return target && isAbout(row, target) ? target : undefined;
}

/** Leaves out the rows that are shown with another message. An edit of what was not kept stands alone. */
export async function standingAlone(
  deps: { readonly records: Pick<Records, 'get'> },
  rows: readonly Message[],
): Promise<readonly Message[]> {
  const alone: Message[] = [];
  for (const row of rows) if (!(await targetOf(deps, row))) alone.push(row);
  return alone;
}

/** Of each of these messages to which anything happened. */
export async function aftermathsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  shown: readonly Message[],
): Promise<ReadonlyMap<MessageId, Aftermath>> {
  const found = new Map<MessageId, Aftermath>();
  if (shown.length === 0) return found;
  const byId = new Map(shown.map((message) => [message.id, message]));
  const every = everyPage((after) =>
    deps.records.find(messages, { index: 'byTarget', equals: { target: [...byId.keys()] }, limit: 1000, ...after }),
  );
  for await (const { doc: row } of every) {
    const target = row.target ? byId.get(row.target) : undefined;
    if (target && isAbout(row, target)) found.set(target.id, withRow(found.get(target.id) ?? untouched, row));
  }
  return found;
}

export const untouched: Aftermath = {
  edits: [],
  revoke: null,
  reactions: [],
  votes: [],
  fileKept: null,
  fileExpired: false,
};

/** Only who wrote a message can edit it: an edit by anybody else, which WhatsApp's apps ignore too, changes nothing. */
function isAbout(row: Message, target: Message): boolean {
  if (row.conversation !== target.conversation) return false;
  return row.kind !== 'edit' || (row.from === target.from && (row.from === 'agent' || row.author === target.author));
}

/** Rows of one message come oldest first. */
function withRow(so: Aftermath, row: Message): Aftermath {
  return effects[row.kind]?.(so, row) ?? so;
}

/** What each kind of row does to the message that it is about; all other kinds are messages themselves. */
const effects: { readonly [K in Message['kind']]?: (so: Aftermath, row: Message) => Aftermath } = {
  edit: (so, row) => ({ ...so, edits: [...so.edits, row] }),
  revoke: (so, row) => ({ ...so, revoke: so.revoke ?? row }),
  reaction: (so, row) => ({ ...so, reactions: [...so.reactions.filter((one) => !sameWriter(one, row)), row] }),
  'poll-vote': (so, row) => ({ ...so, votes: [...so.votes.filter((one) => !sameWriter(one, row)), row] }),
  'file-kept': (so, row) => ({ ...so, fileKept: row }),
  'file-expired': (so) => ({ ...so, fileExpired: true }),
};

/** The company's devices are one account: it reacts and votes once. */
function sameWriter(one: Message, other: Message): boolean {
  return one.from === other.from && (one.from === 'agent' || one.author === other.author);
}
