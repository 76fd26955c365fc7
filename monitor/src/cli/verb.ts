/** What a verb of the command line is, and what it may touch. */
import type { Actor } from '../access/actor.ts';

/** The terminal as a verb sees it; inside the running program it is the other end of a socket. */
export interface CliIo {
  /** Writes to standard output; resolves when more may be written. Write lines with their `\n`. @throws OutputClosed if nobody reads any more. */
  out(text: string): Promise<void>;
  /** One sentence per problem on standard error; the newline is added. */
  err(sentence: string): Promise<void>;
  /** How far a long verb has come; shown on a terminal only. `total` is null while unknown. */
  progress(done: number, total: number | null): void;
  /** Standard input; empty for a verb that runs inside the running program. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Who typed the command: `operator:<os user>`. */
  readonly actor: Actor;
}

/** A verb that needs no data folder: it runs where it was typed. Answers the exit code: 0 only on success, 2 for wrong usage. */
export interface CliVerb {
  readonly name: string;
  /** Shown by `--help`: usage line first. */
  readonly help: string;
  run(args: readonly string[], io: CliIo): Promise<number>;
}

/**
 * A verb that works on the data folder. It runs inside the program that owns the folder, with what it needs of it
 * (`deps`, typed to exactly that): the running program if there is one, else this one after taking the lock.
 */
export interface OwnerVerb<Deps> {
  readonly name: string;
  readonly help: string;
  run(args: readonly string[], io: CliIo, deps: Deps): Promise<number>;
}
