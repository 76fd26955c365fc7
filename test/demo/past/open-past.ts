/** The archive of the demo while its history is written: the program's own parts, with a clock that is moved by hand. */
import { randomBytes } from 'node:crypto';
import { openStorage } from '@atalaia/storage';
import { keepTrail } from '../../../monitor/src/audit/keep-trail.ts';
import { openAudit } from '../../../monitor/src/audit/open-audit.ts';
import { openCalendars } from '../../../monitor/src/calendar/calendars.ts';
import { openConductFollower } from '../../../monitor/src/conduct/follow.ts';
import { openArchive } from '../../../monitor/src/live-capture/open-archive.ts';
import { noLinks } from '../../../monitor/src/number/links.ts';
import { openRunningRules } from '../../../monitor/src/rule/running.ts';
import { openSequences } from '../../../monitor/src/sequence.ts';
import { openTurns } from '../../../monitor/src/turns.ts';

export interface PastFolders {
  readonly data: string;
  readonly keys: string;
  /** Of the rule packs. */
  readonly packs: string;
}

export type Past = Awaited<ReturnType<typeof openPast>>;

/** Disposing gives the folders free for the program. `begin`: milliseconds since the epoch. */
export async function openPast(folders: PastFolders, begin: number) {
  let now = begin;
  const clock = () => now;
  const newId = () => randomBytes(16).toString('base64url');
  const newSecret = () => randomBytes(32).toString('base64url');
  const reportFault = (fault: unknown) => {
    throw fault;
  };
  await using opening = new AsyncDisposableStack();
  const opened = await openStorage({
    dataDir: folders.data,
    keysDir: folders.keys,
    masterKey: { kind: 'file' },
    clock,
    newId,
    reportFault,
  });
  if (opened.kind !== 'opened') throw new Error(`The demo's folders can't be opened: they are ${opened.kind}.`);
  const storage = opening.use(opened.storage);
  const base = { ...storage, clock, newId, newSecret, reportFault, links: noLinks, turns: openTurns() };
  const audit = opening.use(await openAudit(base));
  const trail = opening.use(keepTrail({ ...base, audit, folder: undefined }));
  const rules = opening.use(await openRunningRules({ ...base, audit, packsFolder: folders.packs }));
  const calendars = opening.use(openCalendars(base));
  const deps = { ...base, audit, rules, calendars, sequences: openSequences(base) };
  const conduct = opening.use(openConductFollower({ ...deps, hearingSince: () => begin }));
  const held = opening.move();
  return {
    deps,
    archive: openArchive(deps),
    /** It never goes back. */
    moveTo: (at: number) => {
      now = Math.max(now, at);
    },
    /** Lets conduct rules follow what was written, by the clock of the past. */
    followConduct: () => conduct.catchUp(),
    /** Batches what was captured, and takes a checkpoint if one is due. */
    round: () => trail.round(),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
