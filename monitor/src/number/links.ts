/** The links of this process's numbers to WhatsApp: opened at the start, told at once when a setting changes. */
import type { Connector, NumberLink } from '@atalaia/connector';
import {
  type BlindIndexer,
  type Feed,
  type Keys,
  type LinkProjection,
  type NumberId,
  numbers,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { describeFault, type FaultLog } from '../faults.ts';
import { standAgain } from '../person/stand-again.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { type GateSettingsDeps, gateSettings } from './gate-settings.ts';

export interface Links {
  /** Undefined where the number is not set up for capture, or its journal could not be opened. */
  link(number: NumberId): NumberLink | undefined;
  /**
   * Brings the number's settings, notices and groups to its gate: in force when this resolves.
   * @throws Problem `number-unusable` if another process has the number's journal, or it can't be read
   */
  settle(number: NumberId): Promise<void>;
}

export interface OpenLinks extends GateSettingsDeps {
  readonly records: Pick<Records, 'find' | 'get' | 'replace'>;
  readonly keys: Pick<Keys, 'markOf'>;
  readonly blind: BlindIndexer;
  readonly clock: () => number;
  readonly connector: Pick<Connector, 'open' | 'link'>;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
  readonly log: FaultLog;
}

/** A program that leaves WhatsApp alone (the command line): the settings reach the gate at the next start. */
export const noLinks: Links = { link: () => undefined, settle: async () => undefined };

/** Opens every number that was set up for capture. One that can't be opened keeps no other from working. */
export async function openLinks(deps: OpenLinks): Promise<Links & Disposable> {
  const watches = new Map<NumberId, Disposable>();
  const links: Links = {
    link: (number) => deps.connector.link(number),
    settle: (number) => deps.turns.inTurn(`settle:${number}`, () => settle(deps, watches, number)),
  };
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) {
    if (!doc.capture) continue;
    try {
      await links.settle(doc.id);
    } catch (error) {
      const fault = error instanceof Problem ? { code: error.code } : describeFault(error);
      deps.log.error({ number: doc.id, ...fault }, 'A number could not be connected.');
      // A Problem was told where it arose; anything else comes from a journal or a row that can't be read.
      if (!(error instanceof Problem)) await showStopped(deps, doc.id);
    }
  }
  return {
    ...links,
    [Symbol.dispose]() {
      for (const watch of watches.values()) watch[Symbol.dispose]();
    },
  };
}

async function settle(deps: OpenLinks, watches: Map<NumberId, Disposable>, number: NumberId): Promise<void> {
  const found = await deps.records.get(numbers, number);
  if (!found?.doc.capture) return;
  const settings = await gateSettings(deps, found.doc);
  const known = deps.connector.link(number);
  if (known) return known.settle(settings);
  // Told before it connects: what came meanwhile must not be judged by what was known then.
  const opened = await deps.connector.open(number, settings, (link) => standAgain(deps, number, link));
  switch (opened.kind) {
    case 'opened':
      watches.set(
        number,
        // The state itself is read by those who may see it; codes never travel here.
        opened.link.watch(() => deps.feed.publish({ kind: 'link-changed', id: number, number })),
      );
      return;
    case 'owned':
      throw new Problem('number-unusable', 'Another program has this number open. End it first.');
    case 'unusable':
      await showStopped(deps, number);
      throw new Problem('number-unusable', opened.problem);
    default:
      throw new TypeError(`No rule for ${String(opened satisfies never)}`);
  }
}

/** Screens show the number as stopped by its storage: no living link is there to say so. */
async function showStopped({ records, clock }: OpenLinks, number: NumberId): Promise<void> {
  const none = { lastMessageAt: null, outreachRefusedAt: null };
  for (;;) {
    const found = await records.get(numbers, number);
    if (!found) return;
    const link: LinkProjection = { ...none, ...found.doc.link, kind: 'stopped', reason: 'storage', since: clock() };
    if ((await records.replace(numbers, found.version, { ...found.doc, link })) === 'replaced') return;
  }
}
