/** An archive in one file that only grows: durable when it answers, each thing once, readable after a kill. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Archive, LiveMessage, MessageRef, Recorded } from '@atalaia/connector';
import type { ConversationId, PersonId } from '@atalaia/storage';

/** One line of the file. */
export type Entry =
  | { readonly kind: 'person'; readonly id: PersonId; readonly aliases: readonly string[] }
  | {
      readonly kind: 'message';
      readonly ref: MessageRef;
      readonly content: string;
      readonly text: string;
      readonly target: MessageRef | null;
      readonly order: number;
      /** Base64. */
      readonly secret: string | null;
    }
  | {
      readonly kind: 'file';
      readonly of: MessageRef;
      readonly became: 'file-kept' | 'file-expired';
      readonly sha256: string;
    }
  | { readonly kind: 'event'; readonly event: Recorded };

export type KeptMessage = Extract<Entry, { kind: 'message' }>;

export interface FileArchive extends Archive, Disposable {
  /** Everything in the order in which it was told, each thing once. */
  readonly entries: readonly Entry[];
  /** Resolves with the first entry, past or coming, that satisfies the predicate. */
  until(predicate: (entry: Entry) => boolean): Promise<Entry>;
}

/** What a process that was killed has left. A line without an end was not yet promised to anybody. */
export function readEntries(path: string): readonly Entry[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]));
}

export function openFileArchive(path: string): FileArchive {
  const entries = [...readEntries(path)];
  const known = new Set(entries.map(keyOf));
  const persons = new Map<string, PersonId>();
  for (const entry of entries) if (entry.kind === 'person') learn(entry.aliases, entry.id);
  const waiting = new Set<() => void>();
  const file = openSync(path, 'a');
  // A torn line of the process before would swallow the next one.
  if (entries.length > 0) writeSync(file, '\n');

  function learn(aliases: readonly string[], id: PersonId): void {
    for (const alias of aliases) persons.set(alias, id);
  }

  function add(more: readonly Entry[]): void {
    const fresh = more.filter((entry) => !known.has(keyOf(entry)));
    if (fresh.length === 0) return;
    writeSync(file, fresh.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    fsyncSync(file);
    for (const entry of fresh) known.add(keyOf(entry));
    entries.push(...fresh);
    for (const look of [...waiting]) look();
  }

  const messageOf = (ref: MessageRef) =>
    entries.find((entry): entry is KeptMessage => entry.kind === 'message' && nameOf(entry.ref) === nameOf(ref));

  return {
    entries,
    async meet({ lid, phone }) {
      const aliases = [...(lid === null ? [] : [`lid:${lid}`]), ...(phone === null ? [] : [`phone:${phone}`])];
      const found = aliases.map((alias) => persons.get(alias)).find((id) => id !== undefined);
      const id = found ?? (digest(aliases[0] ?? '') as PersonId);
      learn(aliases, id);
      add([{ kind: 'person', id, aliases }]);
      return { person: id, state: 'active', notice: 'unknown', perhaps: [], entered: [] };
    },
    conversationWith: async (number, contact) => digest(`${number}/${contact}`) as ConversationId,
    conversationOfGroup: async (number, jid) => digest(`${number}/${jid}`) as ConversationId,
    capture: async (batch) => add(batch.map(messageEntry)),
    async keepFile(told) {
      const sha256 = createHash('sha256');
      if (told.kind === 'file-kept') for await (const bytes of await told.open()) sha256.update(bytes);
      add([{ kind: 'file', of: told.of, became: told.kind, sha256: sha256.digest('hex') }]);
    },
    async secretOf(ref) {
      const secret = messageOf(ref)?.secret;
      return secret ? Buffer.from(secret, 'base64') : undefined;
    },
    async pollOf(ref) {
      const message = messageOf(ref);
      return message?.content === 'poll' ? message.text : undefined;
    },
    record: async (_number, events) => add(events.map((event) => ({ kind: 'event', event }))),
    until: (predicate) =>
      new Promise((resolve) => {
        const look = () => {
          const found = entries.find(predicate);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    [Symbol.dispose]: () => closeSync(file),
  };
}

function messageEntry({ ref, content, target, order, secret }: LiveMessage): KeptMessage {
  const text = 'text' in content ? content.text : content.kind === 'file' ? content.caption : '';
  return {
    kind: 'message',
    ref,
    content: content.kind,
    text: content.kind === 'reaction' ? content.emoji : text,
    target,
    order,
    secret: secret && Buffer.from(secret).toString('base64'),
  };
}

/** What makes two tellings the same one. A ledger is told anew whenever it changes. */
function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'person':
      return JSON.stringify(['person', entry.id, entry.aliases]);
    case 'message':
      return JSON.stringify(['message', nameOf(entry.ref), entry.content]);
    case 'file':
      return JSON.stringify(['file', nameOf(entry.of)]);
    case 'event':
      return JSON.stringify(['event', entry.event]);
    default:
      return entry satisfies never;
  }
}

function nameOf({ conversation, author, id }: MessageRef): string {
  return `${conversation}/${author}/${id}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
