/** Jobs on SQLite: each is done at least once, with growing pauses between tries, then laid before a human. */
import type { DatabaseSync } from 'node:sqlite';
import { StorageFault } from '../fault.ts';
import type { Clock } from '../ids.ts';
import type { Job, Queue } from '../ports.ts';
import type { GroupCommit } from './group-commit.ts';

export const queueLayout = {
  what: 'The jobs',
  layout: 1,
  create: `
    CREATE TABLE jobs(topic TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL, due INTEGER NOT NULL,
      PRIMARY KEY(topic, id)) WITHOUT ROWID;
    CREATE INDEX jobs_by_due ON jobs(topic, state, due);`,
} as const;

/** How often a job is tried, and how long the first pause is in milliseconds; each further pause is twice as long. */
export interface QueuePolicy {
  readonly attempts: number;
  readonly firstPause: number;
}
export const defaultQueuePolicy: QueuePolicy = { attempts: 6, firstPause: 1000 };

export interface EmbeddedQueue extends Queue {
  /** Disposes every consumer. */
  close(): Promise<void>;
}

export function embeddedQueue(
  db: DatabaseSync,
  commits: GroupCommit,
  clock: Clock,
  policy: QueuePolicy,
): EmbeddedQueue {
  // A process that died while it worked leaves its jobs running: they begin again.
  db.exec("UPDATE jobs SET state = 'waiting' WHERE state = 'running'");
  const add = db.prepare(`INSERT INTO jobs VALUES(?, ?, 'waiting', 0, ?)
    ON CONFLICT DO UPDATE SET state = 'waiting', attempt = 0, due = excluded.due WHERE state = 'dead'`);
  const take = db.prepare(`UPDATE jobs SET state = 'running', attempt = attempt + 1 WHERE topic = ?1 AND id IN
    (SELECT id FROM jobs WHERE topic = ?1 AND state = 'waiting' AND (due <= ?2 OR due > ?3) ORDER BY due, id LIMIT ?4)
    RETURNING id, attempt`);
  const nextDue = db.prepare("SELECT MIN(due) AS due FROM jobs WHERE topic = ? AND state = 'waiting'");
  const done = db.prepare('DELETE FROM jobs WHERE topic = ? AND id = ?');
  const failed = db.prepare('UPDATE jobs SET state = ?, due = ? WHERE topic = ? AND id = ?');
  const dead = db.prepare("SELECT id, attempt FROM jobs WHERE topic = ? AND state = 'dead' ORDER BY due, id");
  const revive = db.prepare(
    "UPDATE jobs SET state = 'waiting', attempt = 0, due = ? WHERE topic = ? AND id = ? AND state = 'dead'",
  );

  /** The longest pause; a job due later than that was due before the clock was set back. */
  const longestPause = policy.firstPause * 2 ** policy.attempts;
  const consumers = new Map<AsyncDisposable, { readonly topic: string; readonly wake: () => void }>();

  function wake(topic: string): void {
    for (const consumer of consumers.values()) {
      if (consumer.topic === topic) consumer.wake();
    }
  }

  function takeDue(topic: string, most: number): Promise<Job[]> {
    return commits.write(() => {
      const now = clock();
      return take
        .all(topic, now, now + longestPause, most)
        .map((row) => ({ topic, id: String(row['id']), attempt: Number(row['attempt']) }));
    });
  }

  function settle(job: Job, succeeded: boolean): Promise<unknown> {
    return commits.write(() => {
      if (succeeded) return done.run(job.topic, job.id);
      const state = job.attempt >= policy.attempts ? 'dead' : 'waiting';
      return failed.run(state, clock() + policy.firstPause * 2 ** (job.attempt - 1), job.topic, job.id);
    });
  }

  /** Milliseconds until the topic's next job is due; undefined if none waits. */
  function untilDue(topic: string): number | undefined {
    const due = nextDue.get(topic)?.['due'];
    return typeof due === 'number' ? Math.min(longestPause, Math.max(0, due - clock())) : undefined;
  }

  const queue: EmbeddedQueue = {
    async add(topic, id) {
      await commits.write(() => add.run(topic, id, clock()));
      wake(topic);
    },

    consume(topic, parallel, work) {
      const consumer = consume({
        parallel,
        pause: policy.firstPause,
        takeDue: (most) => takeDue(topic, most),
        settle,
        untilDue: () => untilDue(topic),
        work,
      });
      const disposable = {
        async [Symbol.asyncDispose]() {
          await consumer.stop();
          consumers.delete(disposable);
        },
      };
      consumers.set(disposable, { topic, wake: consumer.wake });
      consumer.wake();
      return disposable;
    },

    async deadLetters(topic) {
      return dead.all(topic).map((row) => ({ topic, id: String(row['id']), attempt: Number(row['attempt']) }));
    },

    async retry(topic, id) {
      const revived = await commits.write(() => revive.run(clock(), topic, id).changes === 1);
      wake(topic);
      return revived;
    },

    async close() {
      await Promise.all([...consumers.keys()].map((consumer) => consumer[Symbol.asyncDispose]()));
    },
  };
  return queue;
}

interface ConsumerDeps {
  readonly parallel: number;
  /** Milliseconds to wait when the disk fails. */
  readonly pause: number;
  takeDue(most: number): Promise<Job[]>;
  settle(job: Job, succeeded: boolean): Promise<unknown>;
  untilDue(): number | undefined;
  work(job: Job): Promise<void>;
}

function consume(deps: ConsumerDeps): { wake(): void; stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  let stopped = false;
  let taking: Promise<void> | undefined;
  let takeAgain = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    if (stopped) return;
    takeAgain = true;
    taking ??= takeWhileFree().finally(() => {
      taking = undefined;
      if (takeAgain) wake();
    });
  }

  async function takeWhileFree(): Promise<void> {
    clearTimeout(timer);
    try {
      while (takeAgain && !stopped && running.size < deps.parallel) {
        takeAgain = false;
        for (const job of await deps.takeDue(deps.parallel - running.size)) start(job);
      }
      takeAgain = false;
      const wait = running.size < deps.parallel && !stopped ? deps.untilDue() : undefined;
      if (wait !== undefined) timer = setTimeout(wake, Math.max(1, wait));
    } catch {
      takeAgain = false;
      if (!stopped) timer = setTimeout(wake, deps.pause);
    }
  }

  function start(job: Job): void {
    const one = run(job).finally(() => {
      running.delete(one);
      wake();
    });
    running.add(one);
  }

  async function run(job: Job): Promise<void> {
    const succeeded = await deps.work(job).then(
      () => true,
      () => false,
    );
    // The disk may fail now and work again later; until it is settled the job counts as running.
    while (!(await settled(job, succeeded))) await new Promise((resolve) => setTimeout(resolve, deps.pause));
  }

  async function settled(job: Job, succeeded: boolean): Promise<boolean> {
    try {
      await deps.settle(job, succeeded);
      return true;
    } catch (error) {
      // Stopping must end: the job begins again at the next start.
      return stopped || (error instanceof StorageFault && error.code === 'closed');
    }
  }

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await taking;
      await Promise.all(running);
    },
  };
}
