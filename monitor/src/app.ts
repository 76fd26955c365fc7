/** Puts the program together: storage, audit trail, rules, and what runs in the background. Only here are they constructed. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Archive, type Connector, openConnector } from '@atalaia/connector';
import type { Clock, NewId, Storage } from '@atalaia/storage';
import type { Logger } from 'pino';
import { type NewSecret, newSecret } from './access/secret.ts';
import { openThrottle, type Throttle } from './access/throttle.ts';
import type { Audit } from './audit/audit.ts';
import { type KeptTrail, keepTrail } from './audit/keep-trail.ts';
import { openAudit } from './audit/open-audit.ts';
import { type Calendars, openCalendars } from './calendar/calendars.ts';
import { openPremises, type Premises } from './company/premises.ts';
import { type ConductFollower, openConductFollower } from './conduct/follow.ts';
import { hearingSince } from './conduct/hearing.ts';
import type { Config } from './config.ts';
import { type ErasureRunner, openErasures } from './erase/runner.ts';
import { type ExportRunner, openExports } from './export/runner.ts';
import { describeFault } from './faults.ts';
import { type ImportRunner, openImports } from './import/runner.ts';
import { openRotations, type Rotations } from './keys/rotations.ts';
import { openArchive } from './live-capture/open-archive.ts';
import { type CodeLooks, openCodeLooks } from './number/code-looks.ts';
import { type Links, noLinks, openLinks } from './number/links.ts';
import { clock, newId, openData } from './open-data.ts';
import { openReplays, type ReplayRunner } from './replay/runner.ts';
import { openRequestClocks } from './request/clocks.ts';
import { openRetention } from './retention/runner.ts';
import { openRunningRules, type RunningRules } from './rule/running.ts';
import { openSearchFollower, type SearchFollower } from './search/follow.ts';
import { openSequences, type Sequences } from './sequence.ts';
import { sweepPending } from './sweep-pending.ts';
import { openTurns, type Turns } from './turns.ts';

/** Everything that is constructed. A use case never takes all of it: its own `deps` type names what it needs. */
export interface App extends Storage {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newSecret: NewSecret;
  readonly log: Logger;
  readonly audit: Audit;
  readonly trail: KeptTrail;
  readonly rules: RunningRules;
  readonly sequences: Sequences;
  readonly calendars: Calendars;
  readonly conduct: ConductFollower;
  readonly turns: Turns;
  readonly throttle: Throttle;
  readonly follower: SearchFollower;
  /** Where people reach the dashboard, without a slash at the end. */
  readonly dashboardAddress: string;
  /** Origin of the portal, where people see their own data; null without a public address. */
  readonly portalAddress: string | null;
  readonly imports: ImportRunner;
  readonly replays: ReplayRunner;
  readonly exports: ExportRunner;
  readonly premises: Premises;
  readonly erasures: ErasureRunner;
  readonly rotations: Rotations;
  readonly archive: Archive;
  readonly links: Links;
  readonly codeLooks: CodeLooks;
}

/** How numbers are connected. */
export interface CaptureOptions {
  /** A WhatsApp server on this machine in the place of the real one: for tests and the demo only. */
  readonly whatsapp?: { readonly address: string };
}

/** `owned`: another process has the data folder. `unusable`: a sentence for the administrator. */
export type OpenedApp =
  | { readonly kind: 'opened'; readonly app: App }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

/**
 * Opens the folders and finishes what a crash left behind. Disposing ends the background work, then the storage.
 * `log` gets ids, codes and counts only. Without `capture` no number is connected.
 */
export async function openApp(config: Config, log: Logger, capture?: CaptureOptions): Promise<OpenedApp> {
  const reportFault = (fault: unknown) =>
    log.error(describeFault(fault), 'Work in the background failed; it is tried again.');
  const opened = await openData(config, reportFault);
  if (opened.kind !== 'opened') return opened;

  await using opening = new AsyncDisposableStack();
  const storage = opening.use(opened.storage);
  const base = { ...storage, clock, newId, newSecret, log, reportFault };

  const audit = opening.use(await openAudit(base));
  const trail = opening.use(keepTrail({ ...base, audit, folder: config.checkpointsDir }));
  const rotations = opening.use(openRotations({ ...base, audit }));
  const rules = opening.use(await openRunningRules({ ...base, audit, packsFolder: config.rulesDir }));
  const turns = openTurns();
  const calendars = opening.use(openCalendars(base));
  const screening = { ...base, audit, rules, turns, calendars };
  await sweepPending(screening);
  const follower = opening.use(openSearchFollower(base));
  const sequences = openSequences(base);
  const imports = opening.use(openImports({ ...screening, sequences }));
  await imports.resume();
  const replays = opening.use(openReplays(screening));
  await replays.resume();
  const exports = opening.use(openExports(screening));
  await exports.resume();

  let connector: Connector | undefined;
  // A doubt about two people reaches every number that is open, while others are still being opened too.
  const archive = openArchive({ ...screening, sequences, links: { link: (number) => connector?.link(number) } });
  let links = noLinks;
  if (capture !== undefined) {
    const { openJournal } = storage;
    connector = opening.use(openConnector({ ...base, openJournal, archive, random: Math.random, pause, ...capture }));
    links = opening.use(await openLinks({ ...screening, connector }));
  }
  const conduct = opening.use(openConductFollower({ ...screening, hearingSince: hearingSince(links, clock()) }));
  const erasures = opening.use(openErasures({ ...screening, links, follower, conduct, exports }));
  await erasures.resume();
  opening.use(openRequestClocks({ ...screening, links, erasures }));
  opening.use(openRetention({ ...screening, links, erasures }));

  const held = opening.move();
  const app: App = {
    ...screening,
    trail,
    follower,
    conduct,
    sequences,
    imports,
    replays,
    exports,
    premises: openPremises(config, () => process.kill(process.pid, 'SIGTERM')),
    erasures,
    rotations,
    archive,
    links,
    codeLooks: openCodeLooks(),
    throttle: openThrottle(base),
    portalAddress: config.portal?.publicUrl.origin ?? null,
    dashboardAddress: config.dashboardUrl?.origin ?? `http://localhost:${config.port}`,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
  return { kind: 'opened', app };
}

/** Rejects once the signal is aborted. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
