/** Passes on what the journal holds to the program, in the order in which it came; while the program fails, nothing is lost. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type JournalStore, type NumberId, StorageFault } from '@atalaia/storage';
import type { Archive, Recorded } from '../archive.ts';
import type { Admitted } from '../consent/gate.ts';
import { planNotice } from '../consent/notice.ts';
import type { LiveMessage } from '../content.ts';
import { type Draft, draftOn } from '../journal/draft.ts';
import type { Journal, Placed } from '../journal/journal.ts';
import { count } from '../journal/ledger.ts';
import type { InboxRow } from '../journal/rows.ts';
import { forgetOld } from '../journal/seen.ts';
import { acquaint } from './acquaint.ts';
import { leading } from './identify.ts';
import type { Own } from './own.ts';
import { setAside, tryAside } from './set-aside.ts';
import { tellLedger } from './tell-ledger.ts';
import { type Telling, tell } from './telling.ts';

export interface DrainDeps {
  readonly number: NumberId;
  readonly journal: Journal;
  readonly store: Pick<JournalStore, 'emptyLog'>;
  readonly archive: Archive;
  readonly own: () => Own;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** Resolves after so many milliseconds; rejects when the signal is given. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A group's title as WhatsApp tells it; undefined while it can't be asked. */
  readonly groupSubject: (jid: string) => Promise<string | undefined>;
  /** Told when something new waits in the outbox or among the files. */
  readonly planned: () => void;
  /** Told each time the program fails; the drain tries again by itself. */
  readonly failed: (error: unknown) => void;
}

export interface Drain extends AsyncDisposable {
  /** Something was committed to the inbox. */
  wake(): void;
}

/** So many rows are told at once: one disk sync of the archive for all of them. */
const BATCH = 200;
/** Where nothing else is to be done these take microseconds. */
const TURNS_TO_WAIT = 8;
/** A batch that fails so often, though the disk works, has a row in it that the program refuses. */
const FAILS_BEFORE_ONE_BY_ONE = 2;
/** Days are told at most so often, milliseconds. */
const LEDGER_EVERY = 3000;
const FORGET_EVERY = 60 * 60 * 1000;
/** What was passed on stands in the file's log, sealed, at most so long after the last of it. */
const EMPTY_LOG_EVERY = 10_000;
/** Without news the drain looks at the calendar so often. */
const IDLE = 60_000;
const FIRST_BACK_OFF = 250;
const LONGEST_BACK_OFF = 60_000;

/** Runs until it is disposed of; what it has in hand then is told again by the next one. */
export function startDrain(deps: DrainDeps): Drain {
  const stop = new AbortController();
  let wakeUp = Promise.withResolvers<void>();
  let ledgerToldAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;
  let emptiedAt = Number.NEGATIVE_INFINITY;
  let removed = true;
  let refusals = 0;
  /** So many rows are passed on one by one, to find the one that is refused. */
  let oneByOne = 0;
  let triedAside = false;

  async function passBatch(rows: readonly Placed<InboxRow>[]): Promise<void> {
    try {
      await passOn(deps, rows);
      refusals = 0;
      oneByOne = Math.max(0, oneByOne - rows.length);
    } catch (error) {
      if (error instanceof StorageFault) throw error;
      const [row] = rows;
      if (oneByOne > 0 && row !== undefined) {
        oneByOne -= 1;
        setAside(deps, row);
      } else {
        refusals += 1;
        if (refusals >= FAILS_BEFORE_ONE_BY_ONE) oneByOne = rows.length;
      }
      // After each there is a pause: a program that refuses everything for a while is not handed everything meanwhile.
      throw error;
    }
  }

  /** How long to wait for the next step; 0 = there is more. */
  async function step(): Promise<number> {
    if (!triedAside) {
      triedAside = true;
      await tryAside(deps, (row) => passOn(deps, [row]));
    }
    const rows = deps.journal.inbox.list(oneByOne > 0 ? 1 : BATCH);
    if (rows.length > 0) await passBatch(untilEncrypted(rows));
    const now = deps.clock();
    if (now - ledgerToldAt >= LEDGER_EVERY) {
      await tellLedger(deps);
      ledgerToldAt = now;
    }
    removed ||= rows.length > 0;
    if (rows.length > 0) return 0;
    if (now - forgotAt >= FORGET_EVERY) {
      forgetSeen(deps);
      forgotAt = now;
    }
    if (removed && now - emptiedAt >= EMPTY_LOG_EVERY) {
      deps.store.emptyLog();
      emptiedAt = now;
      removed = false;
    }
    if (hasNewDays(deps.journal)) return LEDGER_EVERY;
    return removed ? EMPTY_LOG_EVERY : IDLE;
  }

  async function run(): Promise<void> {
    let backOff = FIRST_BACK_OFF;
    while (!stop.signal.aborted) {
      wakeUp = Promise.withResolvers();
      try {
        const wait = await step();
        backOff = FIRST_BACK_OFF;
        if (wait > 0) await eitherOf(wakeUp.promise, wait);
        await othersCome();
      } catch (error) {
        if (stop.signal.aborted) return;
        deps.failed(error);
        await eitherOf(new Promise(() => undefined), backOff);
        backOff = Math.min(backOff * 2, LONGEST_BACK_OFF);
      }
    }
  }

  async function eitherOf(woken: Promise<void>, milliseconds: number): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([stop.signal, over.signal]);
    try {
      await Promise.race([woken, deps.pause(milliseconds, signal).catch(() => undefined)]);
    } finally {
      over.abort();
    }
  }

  const running = run();
  return {
    wake: () => wakeUp.resolve(),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
      // Days are told now and then: the last word on them is not left to the next start.
      await tellLedger(deps).catch(deps.failed);
    },
  };
}

/** Messages of a burst come within a few turns of each other; told together they cost one commit, not one each. */
async function othersCome(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_WAIT; turn++) await nextTurn();
}

/** An encrypted edit is opened with the secret of a message that must be in the archive by then. */
function untilEncrypted(rows: readonly Placed<InboxRow>[]): readonly Placed<InboxRow>[] {
  const at = rows.findIndex(({ row }) => row.kind === 'message' && row.decoded.content.kind === 'encrypted');
  return at === -1 ? rows : rows.slice(0, Math.max(at, 1));
}

async function passOn(deps: DrainDeps, rows: readonly Placed<InboxRow>[]): Promise<void> {
  await acquaint(
    deps,
    rows.map(({ row }) => row),
  );
  const tellings: Telling[] = [];
  for (const { row, order } of rows) tellings.push(await tell(deps, row, order));
  const messages = tellings.flatMap((telling): Admitted<LiveMessage>[] =>
    telling.kind === 'message' ? [telling.message] : [],
  );
  const events = tellings.flatMap((telling): Recorded[] => (telling.kind === 'message' ? [] : [telling.event]));
  if (messages.length > 0) await deps.archive.capture(messages);
  if (events.length > 0) await deps.archive.record(deps.number, events);
  const draft = draftOn(deps.journal);
  draft.add(rows.map(({ key }) => deps.journal.inbox.remove(key)));
  for (const telling of tellings) afterTelling(deps, draft, telling);
  const told = draft.changes.length;
  planNotices(deps, draft, rows);
  // Undone by a power cut, it is told again, which changes nothing.
  deps.journal.commit(draft.changes, 'with-next');
  if (draft.changes.length > told || draft.journal.media.count() > 0) deps.planned();
}

function afterTelling(deps: DrainDeps, draft: Draft, telling: Telling): void {
  if (telling.kind === 'message' && telling.media !== null) {
    draft.add([draft.journal.media.put({ ...telling.media, nextTryAt: deps.clock() })]);
  }
  if (telling.kind === 'withheld-after-all') {
    draft.add([count(draft.journal, telling.day, { stored: -1, withheld: 1 })]);
  }
}

/** A notice is a reply to somebody, or goes into a chat that an agent opened; never to anybody else. */
function planNotices(deps: DrainDeps, draft: Draft, rows: readonly Placed<InboxRow>[]): void {
  for (const { row } of rows) {
    if ((row.kind !== 'message' && row.kind !== 'withheld') || row.party === null) continue;
    const met = draft.journal.party.get(row.party);
    const party = met && leading(draft.journal, met);
    const chat = draft.journal.chat.get(row.chat === row.party ? (party?.id ?? row.chat) : row.chat);
    if (chat && party) draft.add(planNotice(deps, draft.journal, { chat, party, now: deps.clock() }));
  }
}

function hasNewDays(journal: Journal): boolean {
  return journal.ledger.list(1000).some(({ row }) => row.told === 'not');
}

function forgetSeen({ journal, clock }: DrainDeps): void {
  for (let old = forgetOld(journal, clock()); old.length > 0; old = forgetOld(journal, clock())) journal.commit(old);
}
