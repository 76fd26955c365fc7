/** What the contract suite asks of an engine. A second engine is put through the same files unchanged. */
import type { Storage } from '@atalaia/storage';

/** One empty installation. Disposing it closes what is open and removes every trace. */
export interface Installation extends AsyncDisposable {
  /** Opens it, or opens it again after it was closed or its process was killed. */
  open(): Promise<Storage>;
  /** Every byte at rest outside the key store, and every byte of the key store, by name of the file or document. */
  dataAtRest(): ReadonlyMap<string, Buffer>;
  keysAtRest(): ReadonlyMap<string, Buffer>;
  /** Given to a child process, which finds the same installation with `Engine.find`. */
  readonly address: string;
}

export interface Engine {
  readonly name: string;
  /** The file that exports this engine as `engine`, for child processes. */
  readonly module: string;
  /** `reportFault`: told what listeners of the feed throw. */
  make(options?: { readonly reportFault?: (fault: unknown) => void }): Promise<Installation>;
  find(address: string): Installation;
}
