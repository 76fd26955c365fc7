/** Takes staged exports off the disk that hold what an erasure is about: the company's, and those of people in the same chats. */
import { once } from 'node:events';
import {
  type Conversation,
  type Erasure,
  type Export,
  type ExportId,
  exportFiles,
  messages,
  type PersonId,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type RemoveExports, removeExport } from '../export/change.ts';
import type { ExportRunner } from '../export/runner.ts';
import { humanOf } from '../person/human.ts';
import { conversationsOn } from './what-goes.ts';

export type RemoveCopies = RemoveExports & {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly exports: Pick<ExportRunner, 'ended'>;
};

/** Everyone whose export may hold something of it. Asked before the sweep, which empties the chats. */
export async function peopleAround(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  erasure: Erasure,
): Promise<ReadonlySet<PersonId>> {
  const around = new Set(erasure.persons);
  const isTouched = await touchedBy(deps, erasure);
  for await (const chat of conversationsOn(deps, erasure.numbers)) {
    if (!isTouched(chat)) continue;
    for (const person of chat.persons) around.add(person);
    if (chat.contact !== null) around.add(chat.contact);
  }
  return around;
}

/**
 * None of them is left when it resolves, and those that were being made have let go of what they opened. What was begun
 * after the keys went holds nothing of the erased, and stays; so does what holds only words that became too old: it
 * goes within seven days by itself. @throws the abort of `signal`
 */
export async function removeCopies(
  deps: RemoveCopies,
  { source, shreddedAt }: Pick<Erasure, 'source' | 'shreddedAt'>,
  around: ReadonlySet<PersonId>,
  signal: AbortSignal,
): Promise<void> {
  if (source === 'retention') return;
  const every = everyPage((after) =>
    deps.records.find(exportFiles, {
      index: 'byState',
      equals: { state: ['waiting', 'running', 'done'] },
      limit: 100,
      ...after,
    }),
  );
  const removed: ExportId[] = [];
  for (const { doc } of await Array.fromAsync(every)) {
    if (shreddedAt !== null && doc.createdAt > shreddedAt) continue;
    if (!(await holdsSomeOf(deps, doc, around))) continue;
    await removeExport(deps, { kind: 'system' }, doc.id);
    removed.push(doc.id);
  }
  await allEnded(deps, removed, signal);
}

/** An export holds every document of one human. */
async function holdsSomeOf(
  deps: Pick<RemoveCopies, 'records'>,
  { person }: Export,
  around: ReadonlySet<PersonId>,
): Promise<boolean> {
  return person === null || (await humanOf(deps, person)).some((id) => around.has(id));
}

async function touchedBy(
  deps: { readonly records: Pick<Records, 'get'> },
  { scope, whole }: Erasure,
): Promise<(chat: Conversation) => boolean> {
  const gone = new Set(whole);
  switch (scope.kind) {
    case 'person':
      return ({ contact, persons }) => (contact !== null && gone.has(contact)) || persons.some((id) => gone.has(id));
    case 'message':
    case 'file': {
      const chat = (await deps.records.get(messages, scope.message))?.doc.conversation;
      return ({ id }) => id === chat;
    }
    case 'conversation':
      return ({ id }) => id === scope.conversation;
    case 'number':
    case 'period':
      return ({ number }) => number === scope.number;
    default:
      throw new TypeError(`No rule for ${String(scope satisfies never)}`);
  }
}

/** A stop does not wait for exports before them in the queue. */
async function allEnded({ exports }: RemoveCopies, ids: readonly ExportId[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const settled = new AbortController();
  const stopped = once(signal, 'abort', { signal: settled.signal }).catch(() => undefined);
  await Promise.race([Promise.all(ids.map((id) => exports.ended(id))), stopped]);
  settled.abort();
  signal.throwIfAborted();
}
