/** Who opened what is about a person, and to whom it was handed: by role and time, out of the audit trail. */
import {
  type Alert,
  type AuditEntry,
  alerts,
  auditEntries,
  type ConversationId,
  conversations,
  type PersonId,
  type Records,
  type UserId,
  users,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { ExportedFacts } from './schema.ts';
import { isoOf } from './subject.ts';

type LookDeps = { readonly records: Pick<Records, 'get' | 'find'> };
type Looks = Pick<ExportedFacts, 'readers' | 'recipients'>;

/** An opened alert is an opened conversation: that it was one, and of what, belongs to inquiries under way. */
const looked: Readonly<Record<string, string>> = {
  'conversation-read': 'conversation',
  'alert-read': 'conversation',
  'person-read': 'person',
  'rights-read': 'person',
  'person-revealed': 'name',
  'media-opened': 'file',
  'request-read': 'request',
};
const handed: Readonly<Record<string, string>> = {
  'export-downloaded': 'export',
  'share-opened': 'share',
  'consent-proved': 'consent-proof',
};
const subjectsAtOnce = 200;
/** Roles by which somebody who has several is named: the one under which they read. */
const tellingRoles = ['dpo', 'manager', 'auditor', 'administrator', 'agent'] as const;

/** Newest last. `isIn`: whether the instant belongs to the export. */
export async function looksAt(
  deps: LookDeps,
  persons: readonly PersonId[],
  isIn: (at: number) => boolean,
): Promise<Looks> {
  const found: Looks = { readers: [], recipients: [] };
  const roleOf = openRoles(deps);
  for await (const { act, actor, at } of entriesAbout(deps, persons)) {
    if (!isIn(at)) continue;
    const what = looked[act];
    const way = handed[act];
    if (what !== undefined) found.readers.push({ role: await roleOf(actor), what, at: isoOf(at) });
    if (way !== undefined) found.recipients.push({ what: way, role: await roleOf(actor), at: isoOf(at) });
  }
  for (const list of [found.readers, found.recipients]) list.sort((a, b) => a.at.localeCompare(b.at));
  return found;
}

/** Entries whose subject is a person, one of their own chats, or an alert in one of these. */
export async function* entriesAbout(deps: LookDeps, persons: readonly PersonId[]): AsyncGenerator<AuditEntry> {
  yield* entriesOf(deps, persons);
  const chats: ConversationId[] = [];
  const own = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: persons }, limit: 500, ...after }),
  );
  for await (const { doc } of own) chats.push(doc.id);
  yield* entriesOf(deps, chats);
  for (const conversation of chats) {
    let some: string[] = [];
    for await (const { id } of alertsIn(deps, conversation)) {
      some.push(id);
      if (some.length < subjectsAtOnce) continue;
      yield* entriesOf(deps, some);
      some = [];
    }
    yield* entriesOf(deps, some);
  }
}

async function* alertsIn(deps: LookDeps, conversation: ConversationId): AsyncGenerator<Alert> {
  const every = everyPage((after) =>
    deps.records.find(alerts, { index: 'byConversation', equals: { conversation }, limit: 500, ...after }),
  );
  for await (const { doc } of every) yield doc;
}

async function* entriesOf(deps: LookDeps, subjects: readonly string[]): AsyncGenerator<AuditEntry> {
  for (let from = 0; from < subjects.length; from += subjectsAtOnce) {
    const subject = subjects.slice(from, from + subjectsAtOnce);
    const every = everyPage((after) =>
      deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 500, ...after }),
    );
    for await (const { doc } of every) yield doc;
  }
}

/** The role behind an actor of the trail, each looked up once. */
export function openRoles(deps: LookDeps): (actor: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (actor) => {
    const role = known.get(actor) ?? (await roleOf(deps, actor));
    known.set(actor, role);
    return role;
  };
}

async function roleOf(deps: LookDeps, actor: string): Promise<string> {
  const [kind = '', id = ''] = actor.split(':', 2);
  if (kind !== 'user') return kind;
  const user = (await deps.records.get(users, id as UserId))?.doc;
  return tellingRoles.find((role) => user?.roles.includes(role)) ?? 'user';
}
