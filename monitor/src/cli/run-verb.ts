/** Runs a verb and puts whatever goes wrong into one sentence. */
import { Problem } from '../problem.ts';
import { OutputClosed } from './output-closed.ts';
import type { CliIo, OwnerVerb } from './verb.ts';

/** 128 + SIGPIPE, as shells say of a program that a closed pipe ended. */
const endedByPipe = 141;

export async function runVerb<Deps>(
  verb: Pick<OwnerVerb<Deps>, 'help' | 'run'>,
  args: readonly string[],
  io: CliIo,
  deps: Deps,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    await io.out(verb.help);
    return 0;
  }
  try {
    return await verb.run(args, io, deps);
  } catch (error) {
    if (error instanceof OutputClosed) return endedByPipe;
    await io.err(await sentenceOf(error));
    return 1;
  }
}

/** Only our own problems are worded for people; a fault's message may quote anything. */
async function sentenceOf(error: unknown): Promise<string> {
  if (error instanceof Problem) return error.message;
  // Loaded only now: most verbs have no use for storage.
  const { StorageFault } = await import('@atalaia/storage');
  if (error instanceof StorageFault) return `The data folder cannot be read or written (${error.code}).`;
  const kind = error instanceof Error ? error.name : typeof error;
  return `Something unexpected went wrong (${kind}); try again, what is done already is not done twice; run atalaia doctor if it stays.`;
}
