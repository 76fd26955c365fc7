/** One row that the program refuses keeps no other waiting: it stays sealed in the journal, counted and told as unreadable. */
import { draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal, Placed } from '../journal/journal.ts';
import { count, type Delta } from '../journal/ledger.ts';
import type { InboxRow } from '../journal/rows.ts';
import { event } from './gap.ts';

type Deps = { readonly journal: Journal; readonly clock: () => number };

/** As long as what was seen: a program that is mended within that time still tells it. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** So many at most are tried at a start. */
const MOST = 1000;

/** Takes the row out of the inbox, for good if nothing comes of it within 30 days. */
export function setAside({ journal, clock }: Deps, { key, row }: Placed<InboxRow>): void {
  const now = clock();
  const draft = draftOn(journal);
  draft.add([journal.inbox.remove(key), journal.aside.put(key, row, now)]);
  if (row.kind === 'message') {
    const { id, hash, t, fromMe } = row.envelope;
    const { chat, party } = row;
    draft.add([count(draft.journal, row.day, moved(row, 1))]);
    draft.add(append(draft.journal, [{ kind: 'undecryptable', envelope: { id, hash, t, fromMe }, chat, party }]));
  }
  // An alert that is refused itself is not told by another.
  if (row.kind !== 'event' || row.event.kind !== 'alert') {
    const alert = { kind: 'alert', id: `refused/${key}`, alert: 'undecryptable', at: now } as const;
    draft.add(append(draft.journal, [event(alert)]));
  }
  journal.commit(draft.changes);
}

/** Tries once more what was set aside before this start; what is refused again stays where it is. */
export async function tryAside(deps: Deps, pass: (row: Placed<InboxRow>) => Promise<void>): Promise<void> {
  const { journal, clock } = deps;
  for (const placed of journal.aside.list(MOST)) {
    if (placed.order < clock() - KEPT_MS) journal.commit([journal.aside.remove(placed.key)]);
    else if (await passes(placed, pass)) takeBack(deps, placed);
  }
}

async function passes(placed: Placed<InboxRow>, pass: (row: Placed<InboxRow>) => Promise<void>): Promise<boolean> {
  try {
    // Its place in the inbox is its key; here it stands by time.
    await pass({ ...placed, order: Number(placed.key) });
    return true;
  } catch {
    return false;
  }
}

function takeBack({ journal }: Deps, { key, row }: Placed<InboxRow>): void {
  const draft = draftOn(journal);
  draft.add([journal.aside.remove(key)]);
  if (row.kind === 'message') {
    draft.add([count(draft.journal, row.day, moved(row, -1))]);
    draft.add(append(draft.journal, [{ kind: 'recovered', hash: row.envelope.hash }]));
  }
  journal.commit(draft.changes);
}

function moved({ decoded }: Extract<InboxRow, { kind: 'message' }>, by: 1 | -1): Delta {
  const file = decoded.content.kind === 'file' ? { mediaPending: -by } : {};
  return { stored: -by, undecryptable: by, ...file };
}
