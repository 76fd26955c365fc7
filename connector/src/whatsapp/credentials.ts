/** The sessions of a number's journal: each linked device has credentials and keys of its own, and one is current. */
import { deserialize, serialize } from 'node:v8';
import type { JournalChange, JournalStore } from '@atalaia/storage';
import { type AuthenticationCreds, initAuthCreds } from '@whiskeysockets/baileys';

/** A linked device, or one to be. Baileys changes the credentials in place. */
export interface Session {
  readonly id: number;
  readonly creds: AuthenticationCreds;
}

const credentials = 'credentials';
const sessions = 'session';
const current = 'current';

/** The journal's space for the Signal keys of a session. */
export function spaceOfKeys(session: Session): string {
  return keysOf(session.id);
}

/** The device that is linked; undefined where none is. */
export function currentSession(store: JournalStore): Session | undefined {
  const id = numberAt(store, sessions, current);
  const creds = id === undefined ? undefined : store.get(credentials, String(id));
  return id === undefined || creds === undefined ? undefined : { id, creds: deserialize(creds) as AuthenticationCreds };
}

/** A session with fresh keys. Its number is never given again: keys of two sessions are never mixed. */
export function beginSession(store: JournalStore): Session {
  const id = (numberAt(store, sessions, 'last') ?? 0) + 1;
  const session = { id, creds: initAuthCreds() };
  store.commit([{ space: sessions, key: 'last', value: serialize(id) }, keepCredentials(session)]);
  return session;
}

/** Where each session's Signal keys and credentials lie, that of a device being linked included. */
export function everySession(
  store: Pick<JournalStore, 'list'>,
): readonly { readonly keys: string; readonly credentials: { readonly space: string; readonly key: string } }[] {
  return store
    .list(credentials, { limit: 10_000 })
    .map(({ key }) => ({ keys: keysOf(Number(key)), credentials: { space: credentials, key } }));
}

export function keepCredentials({ id, creds }: Session): JournalChange {
  return { space: credentials, key: String(id), value: serialize(creds) };
}

/** The change that makes this session the number's own. */
export function makeCurrent({ id }: Session): JournalChange {
  return { space: sessions, key: current, value: serialize(id) };
}

/** Removes credentials and keys of every session but `keep`, and overwrites them: those of a device that is linked no more open nothing. */
export function forgetSessions(store: JournalStore, keep: Session | undefined): void {
  const others = store
    .list(credentials, { limit: 10_000 })
    .map(({ key }) => Number(key))
    .filter((id) => id !== keep?.id);
  if (others.length === 0) return;
  for (const id of others) {
    const space = keysOf(id);
    for (let rows = page(store, space); rows.length > 0; rows = page(store, space)) {
      store.commit(rows.map(({ key }) => ({ space, key, value: null })));
    }
    store.commit([
      { space: credentials, key: String(id), value: null },
      ...(numberAt(store, sessions, current) === id ? [{ space: sessions, key: current, value: null }] : []),
    ]);
  }
  store.emptyLog();
}

function keysOf(id: number): string {
  return `keys-${id}`;
}

function page(store: JournalStore, space: string) {
  return store.list(space, { limit: 2000 });
}

function numberAt(store: JournalStore, space: string, key: string): number | undefined {
  const value = store.get(space, key);
  return value === undefined ? undefined : (deserialize(value) as number);
}
