/** How a number stands with WhatsApp: kept in its journal, told to the program, with the gaps that follow from it. */
import type { JournalChange, LinkProjection } from '@atalaia/storage';
import { draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { SelfRows } from '../journal/rows.ts';
import { alertOfGap, closeGap, countGap, event, openGap } from './gap.ts';

type Kept = SelfRows['link'];

export interface LinkStateDeps {
  readonly journal: Journal;
  readonly clock: () => number;
  readonly newId: () => string;
  /** Told after each change. */
  readonly changed: () => void;
}

export interface LinkStateBook {
  read(): LinkProjection;
  /**
   * The link is in this state from now on. `heardAt`: when the connection last heard WhatsApp, if it is no more.
   * A journal that can't be written keeps nothing from changing: it is told to it later.
   */
  enter(kind: Kept['kind'], reason: Kept['reason'], heardAt?: number | null): void;
  /** A message came. */
  came(): void;
  /** To be called once a minute: counts what was missed, tells of what lasts. */
  minute(): void;
  /** The program ends in good order: from now on nothing is heard. */
  leave(): void;
}

export function openLinkState({ journal, clock, newId, changed }: LinkStateDeps): LinkStateBook {
  let link: Kept = journal.self.get('link') ?? { kind: 'unlinked', reason: null, since: clock(), lastMessageAt: null };
  let outreachRefusedAt: number | null = null;
  let written = true;
  let lastTold = link.lastMessageAt;

  /** A journal that can't be read changes nothing of what was known. */
  function read(): LinkProjection {
    try {
      outreachRefusedAt = journal.self.get('outreach')?.refusedAt ?? null;
    } catch {
      written = false;
    }
    return { ...link, outreachRefusedAt };
  }

  /** Nothing that the journal does keeps a link from changing its state. */
  function commit(changes: () => readonly JournalChange[]): void {
    try {
      journal.commit(changes());
      written = true;
    } catch {
      // The socket ends for the same reason; the next minute tries again.
      written = false;
    }
  }

  /** What follows from the state of now. A gap is a gap only for a number that once listened; it began at `from`. */
  function consequences(from: number): readonly JournalChange[] {
    const { kind, reason } = link;
    const now = clock();
    const draft = draftOn(journal);
    draft.add([journal.self.put('link', link), ...append(journal, [event({ kind: 'link', state: read() })])]);
    if (kind === 'connected') {
      draft.add(closeGap(draft.journal, now));
      draft.add([draft.journal.self.put('heard', now)]);
    } else if (draft.journal.self.get('heard') !== undefined) {
      if (kind !== 'connecting') draft.add(openGap(draft.journal, newId(), from, reason ?? 'unlinked'));
      draft.add(alertOfGap(draft.journal, now, kind === 'stopped' || kind === 'unlinked'));
    }
    return draft.changes;
  }

  function minutes(): readonly JournalChange[] {
    const now = clock();
    const draft = draftOn(journal);
    if (!written || journal.self.get('link')?.lastMessageAt !== link.lastMessageAt) draft.add(consequences(now));
    if (link.kind === 'connected') draft.add([journal.self.put('heard', now)]);
    draft.add(countGap(draft.journal, now));
    draft.add(alertOfGap(draft.journal, now, false));
    return draft.changes;
  }

  function parting(): readonly JournalChange[] {
    const draft = draftOn(journal);
    draft.add([journal.self.put('link', link)]);
    if (link.kind === 'connected') draft.add(openGap(draft.journal, newId(), clock(), 'not-running'));
    return draft.changes;
  }

  return {
    read,
    enter(kind, reason, heardAt) {
      const now = clock();
      const same = link.kind === kind && link.reason === reason;
      link = { ...link, kind, reason, since: same ? link.since : now };
      commit(() => consequences(Math.min(now, heardAt ?? now)));
      changed();
    },
    came() {
      link = { ...link, lastMessageAt: clock() };
    },
    minute() {
      const told = lastTold;
      commit(minutes);
      lastTold = link.lastMessageAt;
      if (told !== lastTold) changed();
    },
    leave: () => commit(parting),
  };
}

/** After a crash nobody said when listening ended: it was at the last minute that was noted. */
export function gapSinceCrash(journal: Journal, newId: () => string): readonly JournalChange[] {
  const heard = journal.self.get('heard');
  const wasConnected = journal.self.get('link')?.kind === 'connected';
  return heard === undefined || !wasConnected ? [] : openGap(journal, newId(), heard, 'not-running');
}
