/** What works on a number's journal whether it is connected or not: telling the program, and fetching files. */
import type { JournalStore, NumberId } from '@atalaia/storage';
import type { Archive } from '../archive.ts';
import type { Journal } from '../journal/journal.ts';
import type { Connection } from './connection.ts';
import { startDrain } from './drain.ts';
import { startMediaQueue } from './media-queue.ts';
import type { Own } from './own.ts';

/** WhatsApp's own limit for documents. */
const largestFile = 2 * 1024 ** 3;

export interface WorkersDeps {
  readonly number: NumberId;
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly archive: Archive;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly own: () => Own;
  /** That of the moment. */
  readonly connection: () => Connection | undefined;
  readonly reportFault: (fault: unknown) => void;
}

export interface Workers extends AsyncDisposable {
  /** Something was committed to the inbox. */
  committed(): void;
  /** There is a connection: the phone can be asked for files again. */
  connected(): void;
}

export function startWorkers(deps: WorkersDeps): Workers {
  const { connection, reportFault: failed } = deps;

  const media = startMediaQueue({
    ...deps,
    failed,
    committed: () => drain.wake(),
    phone: () => connection()?.whatsapp,
    media: { fetch: (url, init) => fetch(url, init), host: () => mediaHost(connection()), maxBytes: largestFile },
  });
  const drain = startDrain({
    ...deps,
    failed,
    groupSubject: async (jid) => {
      const metadata = await connection()
        ?.whatsapp.groupMetadata(jid)
        .catch(() => undefined);
      return metadata?.subject;
    },
    planned() {
      connection()?.planned();
      media.wake();
    },
  });

  return {
    committed: () => drain.wake(),
    connected() {
      media.wake();
      drain.wake();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([drain[Symbol.asyncDispose](), media[Symbol.asyncDispose]()]);
    },
  };
}

/** WhatsApp names the host to whoever is connected. */
async function mediaHost(connection: Connection | undefined): Promise<string> {
  const media = await connection?.whatsapp.refreshMediaConn(false);
  const host = media?.hosts[0]?.hostname;
  if (host === undefined) throw new Error('There is no connection to ask for the media host.');
  return host;
}
