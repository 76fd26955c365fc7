/** All numbers of this process: each with a journal and a link of its own. */

import type { NumberId, OpenJournal } from '@atalaia/storage';
import type { WAVersion } from '@whiskeysockets/baileys';
import type { Archive } from '../archive.ts';
import { cachedStore } from '../journal/cached-store.ts';
import { openJournalRows } from '../journal/journal.ts';
import type { Connector, NumberLink } from '../number-link.ts';
import type { OpenedLink } from './link.ts';
import { type LocalServer, refuseForeign } from './local-server.ts';
import { silenceLibsignal } from './silence.ts';

export interface ConnectorDeps {
  readonly openJournal: OpenJournal;
  readonly archive: Archive;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** 0 (inclusive) to 1. */
  readonly random: () => number;
  /** Resolves after the time; rejects once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told what the archive or the disk threw while a number works; it is tried again by itself. */
  readonly reportFault?: (fault: unknown) => void;
  /** WhatsApp's web version, where the built-in one has become too old. */
  readonly version?: WAVersion;
  /** For tests and the demo only: a server on this machine in the place of WhatsApp. */
  readonly whatsapp?: LocalServer;
}

/** @throws TypeError if `whatsapp` is not on this machine */
export function openConnector(deps: ConnectorDeps): Connector {
  const { openJournal, whatsapp: server, reportFault = () => undefined, ...rest } = deps;
  if (server !== undefined) refuseForeign(server);
  silenceLibsignal();
  const links = new Map<NumberId, NumberLink>();
  const unusable = {
    kind: 'unusable',
    problem: 'The journal of this number cannot be read or written: check the disk.',
  } as const;

  async function close(number: NumberId, link: NumberLink): Promise<void> {
    if (links.delete(number)) await link[Symbol.asyncDispose]();
  }

  return {
    async open(number, settings, beforehand) {
      const opened = await openJournal(number);
      if (opened.kind !== 'opened') return opened;
      const store = cachedStore(opened.journal);
      const journal = openJournalRows(store);
      // Baileys takes a second to load: a command line that only reads a chat must not wait for it.
      const { checkSignatures } = await import('./check-signatures.ts');
      checkSignatures();
      const { openLink } = await import('./link.ts');
      let link: OpenedLink;
      try {
        link = openLink({ ...rest, reportFault, ...(server && { server }), number, store, journal }, settings);
      } catch {
        store[Symbol.dispose]();
        return unusable;
      }
      // From here on it is told of new decisions too, while it still learns the old ones.
      links.set(number, link);
      try {
        await beforehand?.(link);
      } catch (fault) {
        await close(number, link);
        throw fault;
      }
      try {
        link.begin();
      } catch {
        await close(number, link);
        return unusable;
      }
      return { kind: 'opened', link };
    },
    link: (number) => links.get(number),
    async [Symbol.asyncDispose]() {
      await Promise.all([...links.values()].map((link) => link[Symbol.asyncDispose]()));
      links.clear();
    },
  };
}
