/** The words of a message as a reader may see them: masked unless revealed, with the hits in their places. */
import { hits, type Message, type MessageId, type Records, type StoredHit, type Vault } from '@atalaia/storage';
import type { HitView } from '../api/conversation-views.ts';
import { everyPage } from '../every-page.ts';
import { openMessageText } from '../open-text.ts';
import { putNamesIn } from '../person/name-places.ts';
import type { RunningRules } from '../rule/running.ts';
import { type Cast, calledIn, hidden } from './cast.ts';

export interface ShowDeps {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly rules: Pick<RunningRules, 'view'>;
}

/** What a page of views is made with. */
export interface Shown {
  readonly deps: ShowDeps;
  readonly cast: Cast;
  readonly hits: ReadonlyMap<MessageId, readonly StoredHit[]>;
}

const closed = { kind: 'erased' } as const;

/** The words, masked unless revealed, with the hits in their places. */
export async function showWords({ deps, cast, hits: found }: Shown, message: Message) {
  const opened = cast.isClosed(message) ? closed : await openMessageText(deps.vault, message);
  const fill = (masked: string) => putNamesIn(masked, message.mentions, (person) => calledIn(cast, person));
  const masked = opened.kind === 'text' ? hidden(cast, opened.text) : null;
  // Names are put in after masking; they move the hits behind them.
  const moved = (at: number) => (masked === null ? at : fill(masked.slice(0, at)).length);
  const hitsHere = found.get(message.id) ?? [];
  return {
    text: masked === null ? null : fill(masked),
    damaged: opened.kind === 'damaged',
    hits: await Promise.all(
      hitsHere.map((hit) => hitView(deps, { ...hit, start: moved(hit.start), end: moved(hit.end) })),
    ),
  };
}

export async function hitView(deps: Pick<ShowDeps, 'rules'>, hit: StoredHit): Promise<HitView> {
  const { id, message, severity, start, end, at } = hit;
  return { id, message, rule: await deps.rules.view(hit.rule, hit.version), severity, start, end, at };
}

/** The hits of these messages, in the order of the text; of rules on trial none, of rules for dpos only if `reserved`. */
export async function hitsByMessage(
  deps: Pick<ShowDeps, 'records'>,
  page: readonly Message[],
  reserved: boolean,
): Promise<ReadonlyMap<MessageId, readonly StoredHit[]>> {
  const found = new Map<MessageId, StoredHit[]>();
  if (page.length === 0) return found;
  const every = everyPage((after) =>
    deps.records.find(hits, {
      index: 'byMessage',
      equals: { message: page.map((message) => message.id) },
      limit: 1000,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    if (doc.shadow || (doc.audience !== undefined && !reserved)) continue;
    const inMessage = found.get(doc.message);
    if (inMessage === undefined) found.set(doc.message, [doc]);
    else inMessage.push(doc);
  }
  for (const list of found.values()) list.sort((a, b) => a.start - b.start || a.end - b.end);
  return found;
}
