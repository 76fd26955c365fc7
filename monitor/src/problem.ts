/** A problem with a stable code that a person can be told: the only errors that doors show as they are. */
import { type ProblemCode, problemCodes } from './api/problem-codes.ts';

/** Do not subclass: the code says which problem it is. `message` is one plain English sentence for logs and the command line; screens translate the code. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** JSON pointer to the part of the input that was wrong, if one was. */
  readonly pointer: string | undefined;
  /** Codes of what has to be done first. */
  readonly missing: readonly string[] | undefined;

  constructor(
    code: ProblemCode,
    sentence: string,
    options: { readonly pointer?: string; readonly missing?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(sentence, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.pointer = options.pointer;
    this.missing = options.missing;
  }

  get status(): number {
    return problemCodes[this.code];
  }
}
