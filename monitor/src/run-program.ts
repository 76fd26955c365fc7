/** The whole program from start to end: opens the archive, connects the numbers, serves the dashboard, ends gently when asked to. */
import { once } from 'node:events';
import { pino } from 'pino';
import { offerFirstAdministrator } from './access/first-administrator.ts';
import { type App, type CaptureOptions, openApp } from './app.ts';
import { openOwnerSocket } from './cli/owner-socket.ts';
import { ownerVerbs } from './cli/owner-verbs.ts';
import { type Config, readConfig } from './config.ts';
import { startHttp } from './http/server.ts';
import { startPortal } from './portal/server.ts';

/**
 * Runs until SIGINT or SIGTERM, then ends the process. What kept it from running goes to stderr and sets the exit code.
 * `capture` names another WhatsApp than the real one: tests and the demo give it, no setting does.
 */
export async function runProgram(capture: CaptureOptions = {}): Promise<never> {
  const problems = await run(capture);
  for (const sentence of problems) process.stderr.write(`atalaia: ${sentence}\n`);
  // All that is ours is closed by now; timers that Baileys leaves behind would hold the process for up to a minute.
  process.exit(problems.length > 0 ? 1 : 0);
}

/** Answers what kept the program from running; nothing once it has run and ended. */
async function run(capture: CaptureOptions): Promise<readonly string[]> {
  const read = readConfig(process.env);
  if (read.kind === 'problems') return read.problems;
  const log = pino({ base: null }, pino.destination({ dest: 2, sync: true }));
  const opened = await openApp(read.config, log, capture);
  switch (opened.kind) {
    case 'owned':
      return [
        `Another program has ${read.config.dataDir} open. End it first, or name another folder with ATALAIA_DATA.`,
      ];
    case 'unusable':
      return [opened.problem];
    case 'opened': {
      await using app = opened.app;
      return await serve(app, read.config);
    }
  }
}

/** Serves until SIGINT or SIGTERM; answers why it could not. */
async function serve(app: App, config: Config): Promise<readonly string[]> {
  await using doors = new AsyncDisposableStack();
  const verbs = await Promise.all(ownerVerbs.values().map((load) => load()));
  const { portal, listen } = config;
  let port: number;
  let door = config.port;
  try {
    port = doors.use(await startHttp(app, config)).port;
    door = portal?.port ?? door;
    if (portal) doors.use(await startPortal(app, { ...portal, listen }));
    doors.use(await openOwnerSocket(config.dataDir, verbs, app));
  } catch (error) {
    return [cannotListen(error, door, config)];
  }
  const address = config.dashboardUrl?.origin ?? `http://localhost:${port}`;
  const first = await offerFirstAdministrator(app);
  if (first.kind === 'link') {
    process.stdout.write(`Create the first administrator here (once, within 24 hours): ${address}${first.path}\n`);
  }
  if (portal) process.stdout.write(`The portal for people's own data is at ${portal.publicUrl.origin}\n`);
  process.stdout.write(`Atalaia is ready at ${address}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  process.stdout.write('Atalaia is ending.\n');
  return [];
}

/** @param port the one that was being opened */
function cannotListen(error: unknown, port: number, { listen, portal }: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const setting = port === portal?.port ? 'ATALAIA_PORTAL_PORT' : 'ATALAIA_PORT';
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with ${setting}.`;
  if (code === 'EACCES') return `Port ${port} is not ours to open. Choose one above 1023 with ${setting}.`;
  return `${listen} port ${port} cannot be listened on. Check ATALAIA_LISTEN and ${setting}.`;
}
