/** Sends what was planned, one message after the other: answers at once, notices at a human pace. */
import type { JournalChange } from '@atalaia/storage';
import { mayBeTold } from '../consent/notice.ts';
import { noticeEvent } from '../consent/proof.ts';
import { standingOf, THE_GROUP } from '../consent/standing.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { OutboxRow } from '../journal/rows.ts';

/** Between two notices: a number that writes to many at once is taken for a spammer. */
const NOTICE_GAP_MS = { least: 3000, spread: 5000 } as const;
/** After a send that the socket did not take, the next try comes so much later, each time. */
const TRY_AGAIN_AFTER_MS: readonly number[] = [5_000, 30_000, 120_000];
/** More rows than this never wait for WhatsApp's word at one time. */
const MOST_PENDING = 1000;

export interface SenderDeps {
  readonly journal: Journal;
  /** Hands the text to the socket under the row's id. Rejects if the socket does not take it. */
  readonly send: (row: Pick<OutboxRow, 'id' | 'jid' | 'text'>) => Promise<void>;
  /** Milliseconds; ends early, without an error, when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Ends the socket: without its journal nothing may be sent. */
  readonly onStoreFailure: () => void;
  /** Told after each commit. */
  readonly committed: () => void;
  /** Told what the socket threw each time that it does not take a row. */
  readonly reportFault: (fault: unknown) => void;
}

/** One for each connection: what an earlier one handed over without an ack is sent again, under the same id. */
export interface Sender extends AsyncDisposable {
  /** Something may have been planned. */
  wake(): void;
}

export function startSender(deps: SenderDeps): Sender {
  const stopping = new AbortController();
  const tried = new Set<string>();
  let woken = Promise.withResolvers<void>();
  const failures = new Map<string, number>();
  let nextNoticeAt = 0;

  /** What the socket does not take is tried a few times; after that it stays in the journal for the next connection. */
  async function send(row: OutboxRow): Promise<void> {
    try {
      await deps.send(row);
    } catch (fault) {
      if (stopping.signal.aborted) return;
      deps.reportFault(fault);
      const failed = failures.get(row.id) ?? 0;
      failures.set(row.id, failed + 1);
      const wait = TRY_AGAIN_AFTER_MS[failed];
      if (wait !== undefined) void tryAgainAfter(row, wait);
    }
  }

  async function tryAgainAfter({ id }: OutboxRow, wait: number): Promise<void> {
    await deps.pause(wait, stopping.signal);
    tried.delete(id);
    wake();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const waiting = woken.promise;
      const row = nextOf(deps.journal, tried);
      if (row === undefined) {
        await waiting;
        continue;
      }
      const early = row.kind === 'notice' ? nextNoticeAt - deps.clock() : 0;
      if (early > 0) {
        await pauseUnlessWoken(deps, early, waiting, stopping.signal);
        continue;
      }
      tried.add(row.id);
      if (!prepare(deps, row)) continue;
      if (row.kind === 'notice')
        nextNoticeAt = deps.clock() + NOTICE_GAP_MS.least + deps.random() * NOTICE_GAP_MS.spread;
      await send(row);
    }
  }

  const running = run().catch(() => deps.onStoreFailure());
  const wake = () => {
    woken.resolve();
    woken = Promise.withResolvers<void>();
  };
  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      wake();
      await running;
    },
  };
}

/** Answers before notices, older ones first. */
function nextOf(journal: Journal, tried: ReadonlySet<string>): OutboxRow | undefined {
  const rows = journal.outbox.list(MOST_PENDING, 0).flatMap(({ row }) => (tried.has(row.id) ? [] : [row]));
  return rows.find(({ kind }) => kind !== 'notice') ?? rows[0];
}

async function pauseUnlessWoken(
  { pause }: SenderDeps,
  ms: number,
  woken: Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const signal = AbortSignal.any([stopping, enough.signal]);
  await Promise.race([pause(ms, signal), woken]);
  enough.abort();
}

/** Durable before it leaves. False: it may not go any more, and is gone from the journal. */
function prepare(deps: SenderDeps, row: OutboxRow): boolean {
  const { journal } = deps;
  const may = mayGo(journal, row);
  const changes = may ? handOver(journal, row, deps.clock()) : drop(journal, row);
  if (changes.length > 0) {
    journal.commit(changes);
    deps.committed();
  }
  return may;
}

/** Between planning and sending somebody may have disarmed the number, marked the chat as private, or objected. */
function mayGo(journal: Journal, row: OutboxRow): boolean {
  if (row.kind === 'test') return true;
  const settings = journal.self.get('settings');
  const chat = journal.chat.get(row.chat);
  if (settings === undefined || !settings.armed || chat === undefined) return false;
  if (chat.kind === 'group' && !settings.groups.includes(chat.jid)) return false;
  const party = chat.party === null ? undefined : journal.party.get(chat.party);
  if (row.kind === 'answer') return party?.state !== 'excluded' && party?.state !== 'locked';
  if (journal.self.get('outreach') !== undefined) return false;
  return chat.kind === 'group' || (party !== undefined && mayBeTold(settings, party));
}

function handOver(journal: Journal, row: OutboxRow, now: number): readonly JournalChange[] {
  if (row.state !== 'planned') return [];
  const handed = journal.outbox.put({ ...row, state: 'handed-over' });
  const chat = journal.chat.get(row.chat);
  const party = typeof chat?.party === 'string' ? journal.party.get(chat.party) : undefined;
  if (row.kind !== 'notice' || chat === undefined || party === undefined) return [handed];
  const standing = standingOf(journal, chat.id, party.id);
  const event = noticeEvent(row, 'notice-sent', { party, standing, at: now });
  return [handed, ...append(journal, [{ kind: 'event', chat: chat.id, party: party.id, event }])];
}

/** As if it had never been planned: the next message makes it due again. */
function drop(journal: Journal, row: OutboxRow): readonly JournalChange[] {
  const chat = journal.chat.get(row.chat);
  const standing = standingOf(journal, row.chat, chat?.party ?? THE_GROUP);
  return [
    journal.outbox.remove(row.id),
    ...(standing.notice === row.id ? [journal.standing.put({ ...standing, notice: null, lastNoticeAt: null })] : []),
  ];
}
