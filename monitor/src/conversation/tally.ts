/** Brings a conversation's counters up to what is stored: how many messages, from when to when. Edits, reactions and the like are none. */
import { type ConversationId, conversations, messages, type Records } from '@atalaia/storage';
import { aboutAnother } from './aftermath.ts';

interface TallyDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'replace'>;
}

/** Counted anew each time, so that a crash leaves no wrong sum behind. */
export async function tallyConversation(deps: TallyDeps, id: ConversationId): Promise<void> {
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found) return;
    const [counts, firstAt, lastAt] = await Promise.all([
      deps.records.count(messages, { index: 'byKind', equals: { conversation: id }, by: 'kind' }),
      outermost(deps, id, 'ascending'),
      outermost(deps, id, 'descending'),
    ]);
    const real = [...counts].filter(([kind]) => !kindsAboutAnother.has(kind));
    const tallied = {
      ...found.doc,
      messages: real.reduce((sum, [, count]) => sum + count, 0),
      firstAt,
      lastAt,
    };
    if ((await deps.records.replace(conversations, found.version, tallied)) !== 'stale') return;
  }
}

const kindsAboutAnother: ReadonlySet<string> = aboutAnother;
const lookedAtOnce = 20;

/** When the first or the last message was written; null where there is none. */
async function outermost(
  deps: TallyDeps,
  conversation: ConversationId,
  order: 'ascending' | 'descending',
): Promise<number | null> {
  let after: string | undefined;
  do {
    const page = await deps.records.find(messages, {
      index: 'byConversation',
      equals: { conversation },
      order,
      limit: lookedAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    const real = page.items.find(({ doc }) => !aboutAnother.has(doc.kind));
    if (real) return real.doc.at;
    after = page.next;
  } while (after !== undefined);
  return null;
}
