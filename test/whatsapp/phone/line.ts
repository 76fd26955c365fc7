/** The parts of a phone that its verbs share: who it is, its keys, its memory and its line to the server. */
import type { Account, WhatsAppServer } from '../server/types.ts';
import type { Memory } from './memory.ts';
import type { Signal } from './signal.ts';

export interface Line {
  readonly server: WhatsAppServer;
  readonly account: Account;
  readonly signal: Signal;
  readonly memory: Memory;
  /** Devices that hold our sender key, by group JID. */
  readonly keyHolders: Map<string, Set<string>>;
  /** True while every message shall go out as a `pkmsg`, whatever the receiver has answered. */
  readonly prekeyMode: () => boolean;
  /** True while the phone keeps a copy of every file; without one it can upload nothing again. */
  readonly keepsFiles: () => boolean;
  /** Encrypted copies, by their path on the media host. */
  readonly files: Map<string, Buffer>;
}
