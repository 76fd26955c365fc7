/** Keeps a linked number connected: after each end it waits as WhatsApp's code asks, or stops for a human. */
import type { Connection } from './connection.ts';
import type { Session } from './credentials.ts';
import { endingOf, pauseBefore, steadyAfter } from './lifecycle.ts';
import type { LinkStateBook } from './link-state.ts';

export interface UpkeepDeps {
  readonly connect: (session: Session) => Connection;
  readonly state: Pick<LinkStateBook, 'enter'>;
  readonly clock: () => number;
  readonly random: () => number;
  /** Rejects once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The device is linked no more: its keys go. */
  readonly forget: () => void;
  readonly reportFault: (fault: unknown) => void;
}

export interface Upkeep {
  /** That of the moment, open or not. */
  connection(): Connection | undefined;
  /** Tries at once, where it waits. */
  hurry(): void;
  /** True once it has stopped for a human. */
  stopped(): boolean;
  /** The connection is ended, and nothing of it is written any more, when this resolves. `farewell`: said first, if it is open. */
  stop(farewell?: (connection: Connection) => Promise<void>): Promise<void>;
}

/** @param first a connection of the session that is open already */
export function keepUp(deps: UpkeepDeps, session: Session, first?: Connection): Upkeep {
  const { state, clock } = deps;
  let connection = first;
  let waiting = new AbortController();
  let stopping = false;
  let over = false;

  /** One connection, from its beginning to its end. Answers how many have failed in a row; undefined: no more. */
  async function live(attempt: number): Promise<number | undefined> {
    const current = connection ?? begin();
    if (current === undefined) {
      state.enter('waiting', 'storage');
      await rest(pauseBefore(attempt, deps.random()));
      return attempt + 1;
    }
    connection = current;
    let openedAt: number | undefined;
    void current.open.then(() => {
      if (current.ended()) return;
      openedAt = clock();
      state.enter('connected', null);
    });
    const cause = await current.end;
    connection = undefined;
    if (stopping) return undefined;
    const ending = endingOf(cause);
    const failed = openedAt !== undefined && clock() - openedAt >= steadyAfter ? 0 : attempt;
    switch (ending.kind) {
      case 'again':
        if (failed === 0) return 1;
        break;
      case 'wait':
        break;
      case 'stop':
        state.enter('stopped', ending.reason, current.heardAt());
        if (ending.forget) forget();
        return undefined;
      default:
        return noRule(ending);
    }
    state.enter('waiting', ending.reason, current.heardAt());
    await rest(pauseBefore(failed, deps.random()));
    return failed + 1;
  }

  /** Undefined if the journal can't be read. */
  function begin(): Connection | undefined {
    state.enter('connecting', null);
    try {
      return deps.connect(session);
    } catch (fault) {
      deps.reportFault(fault);
      return undefined;
    }
  }

  /** What stays is forgotten at the next start. */
  function forget(): void {
    try {
      deps.forget();
    } catch (fault) {
      deps.reportFault(fault);
    }
  }

  async function rest(milliseconds: number): Promise<void> {
    waiting = new AbortController();
    try {
      await deps.pause(milliseconds, waiting.signal);
    } catch {
      // Somebody is in a hurry, or the number is being closed.
    }
  }

  async function run(): Promise<void> {
    let attempt: number | undefined = 0;
    while (attempt !== undefined && !stopping) attempt = await live(attempt);
    over = true;
  }
  const running = run();

  return {
    connection: () => connection,
    hurry: () => waiting.abort(),
    stopped: () => over,
    async stop(farewell) {
      stopping = true;
      waiting.abort();
      if (farewell !== undefined && connection?.ended() === false) await farewell(connection).catch(() => undefined);
      connection?.stop({ kind: 'closed', code: 428 });
      await running;
    },
  };
}

function noRule(ending: never): never {
  throw new TypeError(`No rule for ${String(ending)}`);
}
