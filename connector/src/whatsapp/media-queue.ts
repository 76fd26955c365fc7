/** Fetches the files of captured messages while WhatsApp still has them, a few at a time, until each is kept or gone for good. */
import type { NumberId } from '@atalaia/storage';
import type { Archive } from '../archive.ts';
import type { LiveFile, MediaSource } from '../content.ts';
import { draftOn } from '../journal/draft.ts';
import { append } from '../journal/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import { count, dayOf } from '../journal/ledger.ts';
import type { MediaRow } from '../journal/rows.ts';
import { type AskAgainDeps, askAgain } from './ask-again.ts';
import { type FetchDeps, FileFault, fetchFile } from './fetch-file.ts';

export interface MediaQueueDeps {
  readonly number: NumberId;
  readonly journal: Journal;
  readonly archive: Pick<Archive, 'keepFile'>;
  readonly media: FetchDeps;
  /** Undefined while there is no connection to ask the phone by. */
  readonly phone: () => AskAgainDeps | undefined;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Resolves after so many milliseconds; rejects when the signal is given. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told after a commit to the inbox. */
  readonly committed: () => void;
  /** Told each time the program fails to keep a file; it is tried again. */
  readonly failed: (error: unknown) => void;
}

export interface MediaQueue extends AsyncDisposable {
  /** A file waits, or the phone can be asked again. */
  wake(): void;
}

/** At once: a file is streamed, never held as a whole. */
const PARALLEL = 3;
const LONGEST_FETCH = 10 * 60_000;
/** The phone answers from wherever it is, or not at all. */
const LONGEST_ASK = 60_000;
const FIRST_RETRY = 5000;
const LONGEST_RETRY = 60 * 60_000;
/** WhatsApp keeps a file for about two weeks, and a phone no longer answers for older ones. */
const GIVE_UP_AFTER = 15 * 24 * 60 * 60_000;
/** A file that came altered so often will not come whole. */
const MOST_ALTERED = 3;

/** What became of one attempt. */
type Outcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'later'; readonly tries: number; readonly source?: MediaSource };

/** Runs until it is disposed of; what it has in hand then is fetched again by the next one. */
export function startMediaQueue(deps: MediaQueueDeps): MediaQueue {
  const stop = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  /** In memory too: on a full disk the journal can't be told to wait, and WhatsApp would be asked without end. */
  const notBefore = new Map<string, number>();
  let wakeUp = Promise.withResolvers<void>();

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      wakeUp = Promise.withResolvers();
      await rest(look());
    }
    await Promise.allSettled(inHand.values());
  }

  /** Takes what is due in hand; answers how long there is nothing to do, milliseconds. */
  function look(): number {
    try {
      const now = deps.clock();
      const waiting = deps.journal.media
        .list(PARALLEL * 2)
        .filter(({ key }) => !inHand.has(key))
        .map(({ key, row }) => ({ key, row, due: Math.max(row.nextTryAt, notBefore.get(key) ?? 0) }));
      for (const { key, row } of waiting.filter(({ due }) => due <= now)) if (inHand.size < PARALLEL) take(key, row);
      if (inHand.size >= PARALLEL) return LONGEST_RETRY;
      return Math.min(LONGEST_RETRY, ...waiting.map(({ due }) => due - now).filter((left) => left > 0));
    } catch (fault) {
      // The journal can't be read: files wait, and the number goes on.
      deps.failed(fault);
      return FIRST_RETRY;
    }
  }

  function take(key: string, row: MediaRow): void {
    const work = attempt(deps, row, stop.signal)
      .then((outcome) => settle(deps, row, outcome))
      .then(() => void notBefore.delete(key))
      .catch((error: unknown) => postpone(key, row, error))
      .catch(deps.failed)
      .finally(() => {
        inHand.delete(key);
        wakeUp.resolve();
      });
    inHand.set(key, work);
  }

  /** The archive failed, not the file. */
  function postpone(key: string, row: MediaRow, error: unknown): void {
    if (stop.signal.aborted) return;
    const nextTryAt = deps.clock() + FIRST_RETRY;
    notBefore.set(key, nextTryAt);
    deps.failed(error);
    deps.journal.commit([deps.journal.media.put({ ...row, nextTryAt })]);
  }

  async function rest(milliseconds: number): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([stop.signal, over.signal]);
    await Promise.race([wakeUp.promise, deps.pause(milliseconds, signal).catch(() => undefined)]);
    over.abort();
  }

  const running = run();
  return {
    wake: () => wakeUp.resolve(),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

async function attempt(deps: MediaQueueDeps, row: MediaRow, stop: AbortSignal): Promise<Outcome> {
  if (deps.clock() - row.at > GIVE_UP_AFTER) return expire(deps, row);
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal, AbortSignal.timeout(LONGEST_FETCH)]);
  try {
    const fetched = await fetchFile(deps.media, row.source, signal);
    switch (fetched.kind) {
      case 'kept':
        return await keep(deps, row, fetched.open);
      case 'gone':
        return await askPhone(deps, row, stop);
      case 'failed':
        return { kind: 'later', tries: row.tries };
      default:
        return fetched satisfies never;
    }
  } finally {
    over.abort();
  }
}

/** A fault of the file is the file's; any other is the archive's and thrown. */
async function keep(deps: MediaQueueDeps, row: MediaRow, open: () => AsyncIterable<Uint8Array>): Promise<Outcome> {
  let fault: FileFault | undefined;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* open();
    } catch (error) {
      if (error instanceof FileFault) fault = error;
      throw error;
    }
  }
  try {
    const { fileName } = row;
    await deps.archive.keepFile({ kind: 'file-kept', ...aboutFile(deps, row), fileName, open: async () => watched() });
    return { kind: 'kept' };
  } catch (error) {
    if (fault === undefined) throw error;
    switch (fault.code) {
      case 'too-large':
        return expire(deps, row);
      case 'altered':
        return row.tries + 1 >= MOST_ALTERED ? expire(deps, row) : { kind: 'later', tries: row.tries + 1 };
      case 'unreachable':
      case 'refused':
        return { kind: 'later', tries: row.tries };
      default:
        return fault.code satisfies never;
    }
  }
}

async function askPhone(deps: MediaQueueDeps, row: MediaRow, stop: AbortSignal): Promise<Outcome> {
  const phone = deps.phone();
  if (phone === undefined) return { kind: 'later', tries: row.tries };
  const asked = await askAgain(phone, row, AbortSignal.any([stop, AbortSignal.timeout(LONGEST_ASK)]));
  switch (asked.kind) {
    case 'uploaded':
      return { kind: 'later', tries: row.tries, source: asked.source };
    case 'gone':
      return expire(deps, row);
    case 'failed':
      return { kind: 'later', tries: row.tries };
    default:
      return asked satisfies never;
  }
}

async function expire(deps: MediaQueueDeps, row: MediaRow): Promise<Outcome> {
  await deps.archive.keepFile({ kind: 'file-expired', ...aboutFile(deps, row) });
  return { kind: 'expired' };
}

function aboutFile(
  { number, clock }: MediaQueueDeps,
  { ref, contact, order }: MediaRow,
): Omit<LiveFile & { kind: 'file-expired' }, 'kind'> {
  return { of: ref, number, contact, at: clock(), order };
}

/** The day that counted the file as pending counts what became of it. */
function settle(deps: MediaQueueDeps, row: MediaRow, outcome: Outcome): void {
  const { journal, clock } = deps;
  const now = clock();
  switch (outcome.kind) {
    case 'kept':
      journal.commit([
        journal.media.remove(journal.media.keyOf(row)),
        count(journal, row.day, { mediaPending: -1, mediaKept: 1 }),
      ]);
      break;
    case 'expired': {
      const draft = draftOn(journal);
      draft.add([
        journal.media.remove(journal.media.keyOf(row)),
        count(journal, row.day, { mediaPending: -1, mediaExpired: 1 }),
      ]);
      // One alert a day tells of all.
      const id = `media-expired/${dayOf(now, journal.self.get('settings')?.zone ?? 'UTC')}`;
      const event = { kind: 'alert', id, alert: 'media-expired', at: now } as const;
      draft.add(append(draft.journal, [{ kind: 'event', party: null, chat: null, event }]));
      journal.commit(draft.changes);
      break;
    }
    case 'later': {
      const { source } = outcome;
      const nextTryAt = source === undefined ? now + backOff(now - row.at) : now;
      journal.commit([journal.media.put({ ...row, tries: outcome.tries, source: source ?? row.source, nextTryAt })]);
      break;
    }
    default:
      outcome satisfies never;
  }
  deps.committed();
}

/** As long again as the message is old: often at first, hourly in the end. */
function backOff(age: number): number {
  return Math.min(Math.max(FIRST_RETRY, age), LONGEST_RETRY);
}
