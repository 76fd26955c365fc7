/** What the feed promises, on any engine. */
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';

export function testFeed(engine: Engine): void {
  describe(`the feed on ${engine.name}`, () => {
    it('counts what it publishes, the same count for every listener, until a listener goes', async () => {
      await using installation = await engine.make();
      const { feed } = await installation.open();
      const heard: [string, string, number][] = [];
      const { promise: last, resolve } = Promise.withResolvers<void>();
      using _ana = feed.subscribe((event) => {
        heard.push(['ana', event.id, event.count]);
        if (event.id === 'three') resolve();
      });
      const rui = feed.subscribe((event) => heard.push(['rui', event.id, event.count]));
      const both = Promise.withResolvers<void>();
      using _both = feed.subscribe((event) => event.id === 'two' && both.resolve());
      feed.publish({ kind: 'alert', id: 'one' });
      feed.publish({ kind: 'alert', id: 'two' });
      await both.promise;
      rui[Symbol.dispose]();
      feed.publish({ kind: 'alert', id: 'three' });
      await last;
      const of = (who: string) => heard.filter(([name]) => name === who).map(([, id]) => id);
      expect(of('ana')).toEqual(['one', 'two', 'three']);
      expect(of('rui')).toEqual(['one', 'two']);
      const counts = heard.filter(([name]) => name === 'ana').map(([, , count]) => count);
      expect(counts).toEqual([counts[0], (counts[0] ?? 0) + 1, (counts[0] ?? 0) + 2]);
    });

    it('reports what a listener throws and tells the others all the same', async () => {
      const faults: unknown[] = [];
      await using installation = await engine.make({ reportFault: (fault) => faults.push(fault) });
      const { feed } = await installation.open();
      const fault = new Error('a listener of the test throws');
      using _throwing = feed.subscribe(() => {
        throw fault;
      });
      const heard: string[] = [];
      const last = Promise.withResolvers<void>();
      using _other = feed.subscribe(({ id }) => {
        heard.push(id);
        if (id === 'two') last.resolve();
      });
      feed.publish({ kind: 'alert', id: 'one' });
      feed.publish({ kind: 'alert', id: 'two' });
      await last.promise;
      expect(heard).toEqual(['one', 'two']);
      expect(faults).toEqual([fault, fault]);
    });
  });
}
