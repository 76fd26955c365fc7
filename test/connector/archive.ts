/** An archive in memory that keeps what the connector tells it: idempotent, as the program's own is. */
import { createHash } from 'node:crypto';
import type { Archive, LiveFile, LiveMessage, Met, Recorded } from '@atalaia/connector';
import type { ConversationId, PersonId } from '@atalaia/storage';

export interface MemoryArchive extends Archive {
  readonly messages: readonly LiveMessage[];
  readonly files: readonly LiveFile[];
  /** Resolves once it is known what became of the file of the message with this WhatsApp id. */
  file(id: string): Promise<LiveFile>;
  /** SHA-256 (hex) of the kept file of the message with this WhatsApp id. */
  bytesOf(id: string): string | undefined;
  /** Each event once, in the order in which it was told first. */
  readonly events: readonly Recorded[];
  /** Resolves with the first event, past or coming, that satisfies the predicate. */
  told<Kind extends Recorded['kind']>(
    kind: Kind,
    predicate?: (event: Extract<Recorded, { kind: Kind }>) => boolean,
  ): Promise<Extract<Recorded, { kind: Kind }>>;
  /** Resolves with the first message that satisfies the predicate. */
  kept(predicate: (message: LiveMessage) => boolean): Promise<LiveMessage>;
}

export function memoryArchive(): MemoryArchive {
  const persons = new Map<string, PersonId>();
  const messages = new Map<string, LiveMessage>();
  const files = new Map<string, LiveFile>();
  const hashes = new Map<string, string>();
  const events: Recorded[] = [];
  const known = new Set<string>();
  const watchers = new Set<() => void>();

  function changed(): void {
    for (const watcher of [...watchers]) watcher();
  }

  function first<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  const nameOf = ({ conversation, author, id }: LiveMessage['ref']) => `${conversation}/${author}/${id}`;

  return {
    get messages() {
      return [...messages.values()];
    },
    get files() {
      return [...files.values()];
    },
    events,
    told: <Kind extends Recorded['kind']>(
      kind: Kind,
      predicate: (event: Extract<Recorded, { kind: Kind }>) => boolean = () => true,
    ) =>
      first(() =>
        events.find(
          (event): event is Extract<Recorded, { kind: Kind }> =>
            event.kind === kind && predicate(event as Extract<Recorded, { kind: Kind }>),
        ),
      ),
    kept: (predicate) => first(() => [...messages.values()].find(predicate)),
    async meet({ lid, phone }): Promise<Met> {
      const names = [lid && `lid:${lid}`, phone && `phone:${phone}`].filter((name) => name !== null && name !== '');
      const person =
        names.map((name) => persons.get(String(name))).find((found) => found !== undefined) ??
        (`person-${persons.size + 1}` as PersonId);
      for (const name of names) persons.set(String(name), person);
      return { person, state: 'active', notice: 'unknown', perhaps: [], entered: [] };
    },
    conversationWith: async (number, contact) => `${number}-${contact}` as ConversationId,
    conversationOfGroup: async (number, jid) => `${number}-${jid}` as ConversationId,
    async capture(batch) {
      for (const message of batch) messages.set(`${nameOf(message.ref)}/${message.content.kind}`, message);
      changed();
    },
    file: (id) => first(() => [...files.values()].find(({ of }) => of.id === id)),
    bytesOf: (id) => hashes.get(id),
    async keepFile(file) {
      if (file.kind === 'file-kept') {
        const hash = createHash('sha256');
        for await (const bytes of await file.open()) hash.update(bytes);
        hashes.set(file.of.id, hash.digest('hex'));
      }
      files.set(nameOf(file.of), file);
      changed();
    },
    secretOf: async (ref) =>
      [...messages.values()].find((message) => nameOf(message.ref) === nameOf(ref))?.secret ?? undefined,
    async pollOf(ref) {
      const found = [...messages.values()].find((message) => nameOf(message.ref) === nameOf(ref));
      return found?.content.kind === 'poll' ? found.content.text : undefined;
    },
    async record(_number, told) {
      for (const event of told) {
        const name = 'id' in event ? `${event.kind}/${event.id}/${JSON.stringify(event)}` : undefined;
        if (name !== undefined && known.has(name)) continue;
        if (name !== undefined) known.add(name);
        events.push(event);
      }
      changed();
    },
  };
}
