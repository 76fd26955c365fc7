/** Runs a verb where the data folder is: in the running program if there is one, else here, after taking the lock. */
import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { askOwner } from './ask-owner.ts';
import { runVerb } from './run-verb.ts';
import { operatorName } from './terminal.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

/** A program that is starting or ending owns the folder without answering; it is asked again this often. */
const tries = 20;
const betweenTriesMs = 250;

/** What a verb needs, opened here; or why that can't be. */
export type Opened<Deps> =
  | { readonly kind: 'opened'; readonly app: Deps & AsyncDisposable }
  | { readonly kind: 'owned' }
  | { readonly kind: 'unusable'; readonly problem: string };

/**
 * The verb's exit code; 1, with a sentence, if nobody can run it. `load` and `open` are asked only where the verb runs
 * here; `openProgram` opens everything.
 */
export async function runOwned<Deps>(
  name: string,
  load: () => Promise<OwnerVerb<Deps>>,
  args: readonly string[],
  io: CliIo,
  config: Config,
  open: (config: Config) => Promise<Opened<Deps>>,
): Promise<number> {
  const request = { verb: name, args: [...args], cwd: io.cwd, operator: operatorName() };
  for (let left = tries; left > 0; left--) {
    const answered = await askOwner(config.dataDir, request, io);
    if (answered !== undefined) return answered;
    const opened = await open(config);
    switch (opened.kind) {
      case 'opened': {
        await using app = opened.app;
        return await runVerb(await load(), args, io, app);
      }
      case 'unusable':
        await io.err(opened.problem);
        return 1;
      case 'owned':
        await wait(betweenTriesMs);
    }
  }
  await io.err(`Another program has ${config.dataDir} open and does not answer; end it, or wait until it is done.`);
  return 1;
}

/** The whole program, loaded only now. It finishes what a crash left behind. */
export async function openProgram(config: Config): Promise<Opened<App>> {
  const [{ pino }, { openApp }] = await Promise.all([import('pino'), import('../app.ts')]);
  return openApp(config, pino({ base: null }, pino.destination({ dest: 2, sync: true })));
}
