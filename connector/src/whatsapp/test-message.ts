/** Proves that a number can send and its phone receives: a message to itself, followed until the phone confirms it. */
import { jidNormalizedUser } from '@whiskeysockets/baileys';
import { outgoing } from '../consent/outgoing.ts';
import type { Journal } from '../journal/journal.ts';
import type { NumberSettings } from '../number-link.ts';
import type { Connection } from './connection.ts';
import { ownOf } from './connection.ts';

const longestWait = 60_000;

const words: Readonly<Record<NumberSettings['language'], string>> = {
  'pt-BR': 'Atalaia: mensagem de teste. Este número está ligado.',
  en: 'Atalaia: test message. This number is linked.',
  es: 'Atalaia: mensaje de prueba. Este número está vinculado.',
};

export interface TestDeps {
  readonly journal: Journal;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Calls the listener after each commit until disposed of. */
  readonly onCommit: (listener: () => void) => Disposable;
}

/** True once WhatsApp accepted it and the phone has it; false if WhatsApp refused it, or neither came within a minute. */
export async function sendTest(deps: TestDeps, connection: Connection): Promise<boolean> {
  const { journal, clock, newId } = deps;
  const language = journal.self.get('settings')?.language ?? 'pt-BR';
  const chat = { id: 'self', jid: jidNormalizedUser(ownOf(connection.session).pn) };
  const row = outgoing({ chat, kind: 'test', text: words[language] }, { now: clock(), newId });
  const answered = Promise.withResolvers<boolean>();
  const waited = new AbortController();
  using _commits = deps.onCommit(() => {
    const state = journal.outbox.get(row.id)?.state;
    if (state === 'delivered' || state === 'read') answered.resolve(true);
    if (state === 'refused') answered.resolve(false);
  });
  journal.commit([journal.outbox.put(row)]);
  connection.planned();
  const tooLong = deps.pause(longestWait, waited.signal).then(
    () => false,
    () => false,
  );
  const passed = await Promise.race([answered.promise, tooLong, connection.end.then(() => false)]);
  waited.abort();
  journal.commit([journal.outbox.remove(row.id)]);
  return passed;
}
