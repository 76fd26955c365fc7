/** What the queue and the feed promise, on any engine. */
import { type Job, type Queue, StorageFault } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { letter, letters } from './letters.ts';

/** Resolves once `met` holds; asked anew after each job. */
function watching(queue: Queue, parallel: number, work: (job: Job) => Promise<void>) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let met = () => false;
  const consumer = queue.consume('screen', parallel, async (job) => {
    try {
      await work(job);
    } finally {
      if (met()) resolve();
    }
  });
  return {
    until(condition: () => boolean): Promise<void> {
      met = condition;
      if (met()) resolve();
      return promise;
    },
    [Symbol.asyncDispose]: () => consumer[Symbol.asyncDispose](),
  };
}

export function testQueue(engine: Engine): void {
  describe(`the queue on ${engine.name}`, () => {
    it('gives each job to one worker, never more at a time than asked for', async () => {
      await using installation = await engine.make();
      const { queue } = await installation.open();
      const done: string[] = [];
      let running = 0;
      let most = 0;
      await using watch = watching(queue, 4, async (job) => {
        running += 1;
        most = Math.max(most, running);
        await queue.deadLetters('screen');
        running -= 1;
        done.push(job.id);
      });
      const ids = Array.from({ length: 60 }, (_, n) => `job-${n}`);
      await Promise.all(ids.map((id) => queue.add('screen', id)));
      await Promise.all(ids.map((id) => queue.add('other', id)));
      await watch.until(() => done.length >= 60);
      expect(done.toSorted()).toEqual(ids.toSorted());
      expect(most).toBeLessThanOrEqual(4);
    });

    it('does a job once that was added many times while it waited', async () => {
      await using installation = await engine.make();
      const { queue } = await installation.open();
      await Promise.all(Array.from({ length: 10 }, () => queue.add('screen', 'same')));
      await queue.add('screen', 'last');
      const done: string[] = [];
      await using watch = watching(queue, 1, async (job) => void done.push(job.id));
      await watch.until(() => done.includes('last') && done.includes('same'));
      expect(done).toHaveLength(2);
    });

    it('tries a failing job again, then lays it before a human, who can put it back to work', async () => {
      await using installation = await engine.make();
      const { queue } = await installation.open();
      const attempts: number[] = [];
      let broken = true;
      await queue.add('screen', 'one');
      {
        await using watch = watching(queue, 1, async (job) => {
          attempts.push(job.attempt);
          if (broken) throw new Error('not today');
        });
        await watch.until(() => attempts.length >= 3);
      }
      expect(attempts).toEqual([1, 2, 3]);
      expect(await queue.deadLetters('screen')).toEqual([{ topic: 'screen', id: 'one', attempt: 3 }]);
      broken = false;
      expect(await queue.retry('screen', 'one')).toBe(true);
      expect(await queue.retry('screen', 'nobody')).toBe(false);
      await using watch = watching(queue, 1, async (job) => void attempts.push(job.attempt));
      await watch.until(() => attempts.length >= 4);
      expect(attempts[3]).toBe(1);
      expect(await queue.deadLetters('screen')).toEqual([]);
    });

    it('lets running work end when it is stopped, and keeps what was not begun for the next time', async () => {
      await using installation = await engine.make();
      const before = await installation.open();
      const began = Promise.withResolvers<void>();
      const mayEnd = Promise.withResolvers<void>();
      const ended: string[] = [];
      before.queue.consume('screen', 1, async (job) => {
        began.resolve();
        await mayEnd.promise;
        // What its work needs is open until it has ended.
        await before.records.insert(letters, letter('from-the-work'));
        ended.push(job.id);
      });
      for (const id of ['a', 'b', 'c']) await before.queue.add('screen', id);
      await began.promise;
      const closing = before[Symbol.asyncDispose]();
      mayEnd.resolve();
      await closing;
      expect(ended).toHaveLength(1);
      await expect(before.queue.add('screen', 'late')).rejects.toThrow(StorageFault);
      const { queue } = await installation.open();
      const left: string[] = [];
      await using watch = watching(queue, 3, async (job) => void left.push(job.id));
      await watch.until(() => left.length >= 2);
      expect([...ended, ...left].toSorted()).toEqual(['a', 'b', 'c']);
    });
  });
}
