/** The whole demo: an invented company with 90 days behind it, the program itself, and people who go on talking. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Language } from '@atalaia/storage';
import { seeded } from '../whatsapp/server/random.ts';
import { chatter } from './chatter.ts';
import { companyNumbers } from './company.ts';
import { type ControlPage, openControlPage } from './control-page.ts';
import type { ControlTexts } from './control-texts.ts';
import { openPace } from './pace.ts';
import { type Installed, install } from './past/install.ts';
import { openPast } from './past/open-past.ts';
import { midnight, planPast } from './past/plan-past.ts';
import { writePast } from './past/write-past.ts';
import { startDemoProgram } from './program.ts';
import { allowGroup, askNewAgent, type Caller, inviteVisitors, linkNumber, nameDpo, signIn } from './staff.ts';
import { actors, tellStory } from './story.ts';
import { atTerminal } from './terminal.ts';
import { openDemoTown } from './town.ts';
import { openTroubles, type Troubles } from './trouble.ts';

export interface DemoOptions {
  readonly language: Language;
  /** Of the dashboard, if it is free. */
  readonly port: number;
  /** 1 is a human pace. */
  readonly speed: number;
  /** Of history. */
  readonly days: number;
  readonly seed: number;
  /** Leaves the folders where they are in the end. */
  readonly keep: boolean;
  /** Told what went wrong with the people of the demo; the program has a log of its own. */
  readonly reportFault: (fault: unknown) => void;
}

export interface Demo extends AsyncDisposable {
  readonly url: string;
  readonly control: ControlPage;
  readonly links: Readonly<Record<keyof ControlTexts['roles'], string>>;
  readonly troubles: Troubles;
  /** Signed in as the company's dpo, who is a manager too. */
  readonly dpo: Caller;
  readonly numbers: Installed['numbers'];
  /** Holds data, keys and the program's log. */
  readonly home: string;
}

const packs = resolve(import.meta.dirname, '../../rules/packs');

/** Resolves when a visitor may come in; the story begins then. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  await using opening = new AsyncDisposableStack();
  const home = mkdtempSync(join(tmpdir(), 'atalaia-demo-'));
  if (!options.keep) opening.defer(() => rmSync(home, { recursive: true, force: true }));
  const folders = {
    data: join(home, 'data'),
    keys: join(home, 'keys'),
    replica: join(home, 'replica'),
    backup: join(home, 'morning.backup'),
    log: join(home, 'program.log'),
    packs,
  };
  const password = randomBytes(18).toString('base64url');
  const { numbers } = await prepare(folders, password, options);

  const town = opening.use(await openDemoTown(options.seed));
  const program = opening.use(await startDemoProgram(folders, town.server, options.port));
  const administrator = await signIn(program.url, 'administrator', password);
  const dpo = await signIn(program.url, 'dpo', password);
  await Promise.all(companyNumbers.map(({ desk }) => linkNumber(administrator, numbers[desk], town.desk(desk))));
  await allowGroup(dpo, numbers.support);
  await nameDpo(dpo);
  await atTerminal(folders, ['backup', '--out', folders.backup]);

  const ending = new AbortController();
  const pace = openPace(options.speed, ending.signal);
  const random = seeded(options.seed);
  const troubles = openTroubles({ town, program, administrator, dpo, folders, numbers, pace, random });
  const links = {
    ...(await inviteVisitors(administrator, program.url, options.language)),
    agent: await askNewAgent(dpo, program.url, numbers.sales),
  };
  const { language, reportFault } = options;
  const control = opening.use(
    await openControlPage({ troubles, links, dashboard: program.url, language, reportFault }),
  );
  const lives = [chatter(town, pace, random, actors), tellStory({ town, pace, troubles }, options.speed)].map((life) =>
    life.catch((fault: unknown) => (ending.signal.aborted ? undefined : reportFault(fault))),
  );
  opening.defer(async () => {
    ending.abort();
    await Promise.all(lives);
  });
  const held = opening.move();
  return {
    url: program.url,
    control,
    links,
    troubles,
    dpo,
    numbers,
    home,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** The past is over, and its folders are free, when it resolves. */
async function prepare(
  folders: { readonly data: string; readonly keys: string; readonly packs: string },
  password: string,
  { seed, days }: DemoOptions,
): Promise<Installed> {
  const now = Date.now();
  await using past = await openPast(folders, midnight(now, days) - 6 * 60 * 60_000);
  const installed = await install(past, password);
  await writePast(past, installed, planPast(now, { seed, days }));
  return installed;
}
