/** One number's link to WhatsApp: kept up by itself, paired anew, given up, and told what humans decided. */
import type { JournalChange, JournalStore, NumberId, PersonId } from '@atalaia/storage';
import type { WAVersion } from '@whiskeysockets/baileys';
import type { Archive } from '../archive.ts';
import type { Journal } from '../journal/journal.ts';
import type { Party } from '../journal/rows.ts';
import type { LinkState, NumberLink, NumberSettings, PairingFailure } from '../number-link.ts';
import type { Identifier } from '../persons.ts';
import { type Connection, connect, ownOf } from './connection.ts';
import { beginSession, currentSession, forgetSessions, makeCurrent, type Session } from './credentials.ts';
import { answerElsewhere, doubtAbout, everyParty, settleDoubtOf, standAs } from './decided.ts';
import { forgetPerson } from './forget.ts';
import { knownGroups } from './groups.ts';
import { endingOf } from './lifecycle.ts';
import { gapSinceCrash, openLinkState } from './link-state.ts';
import { openListeners } from './listeners.ts';
import type { LocalServer } from './local-server.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';
import type { Own } from './own.ts';
import { failureOf, type Pairing, type PairingCode, pairDevice } from './pairing.ts';
import { sayTo } from './say-to.ts';
import { sendTest } from './test-message.ts';
import { keepUp, type Upkeep } from './upkeep.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface LinkDeps {
  readonly number: NumberId;
  /** Closed with the link. */
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly archive: Archive;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** 0 (inclusive) to 1. */
  readonly random: () => number;
  /** Resolves after the time; rejects once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told what the archive or the disk threw; it is tried again by itself. */
  readonly reportFault: (fault: unknown) => void;
  readonly version?: WAVersion;
  readonly server?: LocalServer;
}

const minute = 60_000;

/** A link that was opened and can be told what was decided about people. */
export interface OpenedLink extends NumberLink {
  /** Call it once everything is told: connects the number if it is linked and nobody has to look first. */
  begin(): void;
}

/** Neither connects nor tells the archive anything before `begin`. */
export function openLink(deps: LinkDeps, settings: NumberSettings): OpenedLink {
  const { number, store, journal, clock, newId, pause } = deps;
  const listeners = openListeners<LinkState>(deps.reportFault);
  const commitListeners = openListeners<void>(deps.reportFault);
  /** Taking over, leaving and forgetting each end the link of now: never two at once. */
  const inTurn = oneAfterTheOther();
  const closing = new AbortController();
  let upkeep: Upkeep | undefined;
  let workers: Workers | undefined;
  let pairing: Pairing | undefined;
  let pairingFailed: PairingFailure | null = null;
  let parties: readonly Party[] | undefined;
  let pairingEnds: Promise<void> = Promise.resolve();
  let forgetting = false;

  journal.commit([journal.self.put('settings', settings), ...gapSinceCrash(journal, newId)]);
  const book = openLinkState({ journal, clock, newId, changed: tell });

  function state(): LinkState {
    const shown = book.read();
    return pairing === undefined
      ? { ...shown, kind: shown.kind === 'pairing' ? 'unlinked' : shown.kind, pairingFailed }
      : {
          ...shown,
          kind: 'pairing',
          pairingFailed: null,
          reason: pairing.reason,
          since: pairing.since,
          code: pairing.code,
        };
  }

  function tell(): void {
    listeners.tell(state());
    workers?.committed();
  }

  function committed(): void {
    workers?.committed();
    upkeep?.connection()?.planned();
    commitListeners.tell();
  }

  function own(): Own {
    const session = upkeep?.connection()?.session ?? currentSession(store);
    return session?.creds.me === undefined
      ? { pn: `${settings.phone.slice(1)}@s.whatsapp.net`, lid: null }
      : ownOf(session);
  }

  function connectTo(session: Session): Connection {
    const connection = connect({ ...deps, session, committed, came: () => book.came() });
    void connection.open.then(() => workers?.connected());
    return connection;
  }

  function keepUpWith(session: Session, first?: Connection): Upkeep {
    const forget = () => forgetSessions(store, undefined);
    return keepUp({ ...deps, connect: connectTo, state: book, forget }, session, first);
  }

  /** A code that the wrong phone took is followed by a new one, with the reason; the right phone may be at hand. */
  async function pairWith(current: Pairing, by: 'qr' | 'code'): Promise<void> {
    try {
      let again = true;
      while (again) {
        const session = beginSession(store);
        const phone = (journal.self.get('settings') ?? settings).phone;
        const ended = await pairDevice({ ...deps, session, by, phone, onCode: show, signal: current.off.signal });
        current.code = null;
        if (ended.kind === 'paired' && !closing.signal.aborted) await inTurn(() => takeOver(session));
        else forgetSessions(store, currentSession(store));
        if (ended.kind === 'failed' && !current.off.signal.aborted) pairingFailed = failureOf(ended);
        again = ended.kind === 'other-number' && !current.off.signal.aborted;
        if (again) current.reason = 'other-number';
        tell();
      }
    } catch (fault) {
      deps.reportFault(fault);
    }
    if (pairing === current) pairing = undefined;
    tell();

    function show(code: PairingCode): void {
      current.code = code;
      tell();
    }
  }

  /** The link before goes on until the new one stands; then the phone lists one device only. */
  async function takeOver(session: Session): Promise<void> {
    const fresh = connectTo(session);
    const stopFresh = () => fresh.stop({ kind: 'closed', code: 428 });
    closing.signal.addEventListener('abort', stopFresh);
    const ending = await Promise.race([fresh.open.then(() => undefined), fresh.end.then(endingOf)]);
    // From here on the upkeep ends it, which knows that the program is leaving and not the network.
    closing.signal.removeEventListener('abort', stopFresh);
    if (ending?.kind === 'stop' && upkeep !== undefined && !upkeep.stopped()) {
      forgetSessions(store, currentSession(store));
      return;
    }
    store.commit([makeCurrent(session)]);
    await leave();
    upkeep = keepUpWith(session, ending === undefined ? fresh : undefined);
    forgetSessions(store, session);
  }

  /** Ends the link of now, and asks WhatsApp to remove its device where it can be asked. */
  async function leave(): Promise<void> {
    await upkeep?.stop(({ whatsapp }) => whatsapp.logout());
    upkeep = undefined;
  }

  /** Baileys keeps people's devices and keys in memory: the socket that knows them ends first, and a new one begins. */
  async function forget(
    persons: readonly PersonId[],
    knownBy: (person: PersonId, identifier: Identifier) => Promise<boolean>,
  ): Promise<void> {
    const keptUp = upkeep !== undefined && !upkeep.stopped();
    parties = undefined;
    forgetting = true;
    try {
      await upkeep?.stop();
      await workers?.[Symbol.asyncDispose]();
      for (const person of persons) {
        const isTheirs = (identifier: Identifier) => knownBy(person, identifier);
        await forgetPerson({ journal, store, own: own(), knownBy: isTheirs }, person);
        parties = undefined;
      }
    } finally {
      forgetting = false;
      if (!closing.signal.aborted) {
        if (workers !== undefined) work();
        const session = keptUp ? currentSession(store) : undefined;
        if (session !== undefined) upkeep = keepUpWith(session);
      }
    }
  }

  function work(): void {
    workers = startWorkers({ ...deps, own, connection: () => upkeep?.connection() });
  }

  async function everyMinute(): Promise<void> {
    try {
      for (;;) {
        await pause(minute, closing.signal);
        book.minute();
        workers?.committed();
      }
    } catch {
      // The number is being closed.
    }
  }

  function begin(): void {
    if (closing.signal.aborted) return;
    parties = undefined;
    work();
    void everyMinute();
    const session = currentSession(store);
    const { kind, reason } = book.read();
    const kept = kind === 'stopped' && reason === 'device-removed' ? undefined : session;
    forgetSessions(store, kept);
    // What only a human can end is not tried again because the program was: two programs would throw each other out.
    if (kept !== undefined && kind !== 'stopped') upkeep = keepUpWith(kept);
  }

  function commit(changes: readonly JournalChange[]): void {
    if (changes.length > 0) journal.commit(changes);
    workers?.committed();
  }

  /** Until the link begins nobody else writes to the journal: all that is told beforehand goes by one reading of it. */
  function decide(changesFor: (parties: readonly Party[]) => readonly JournalChange[]): void {
    const known = parties ?? everyParty(journal);
    parties = undefined;
    const changes = changesFor(known);
    if (changes.length === 0 && workers === undefined) parties = known;
    commit(changes);
  }

  function cancelPairing(): void {
    pairing?.off.abort();
  }

  return {
    number,
    state,
    watch: listeners.add,
    settle: (changed) => commit([journal.self.put('settings', changed)]),
    begin,
    pair(by) {
      if (workers === undefined) return;
      cancelPairing();
      const current: Pairing = { since: clock(), off: new AbortController(), reason: null, code: null };
      pairing = current;
      pairingFailed = null;
      pairingEnds = pairingEnds.then(() => pairWith(current, by));
      tell();
    },
    cancelPairing,
    async unlink() {
      cancelPairing();
      await pairingEnds;
      await inTurn(async () => {
        await leave();
        forgetSessions(store, undefined);
        book.enter('unlinked', null);
      });
    },
    reconnect() {
      commit(journal.self.get('outreach') === undefined ? [] : [journal.self.remove('outreach')]);
      if (forgetting) return;
      const session = workers === undefined ? undefined : currentSession(store);
      if (upkeep !== undefined && !upkeep.stopped()) upkeep.hurry();
      else if (session !== undefined) upkeep = keepUpWith(session);
      tell();
    },
    async test() {
      const connection = upkeep?.connection();
      if (connection === undefined || connection.ended()) return false;
      return await sendTest({ ...deps, onCommit: commitListeners.add }, connection);
    },
    groups: () => knownGroups(upkeep?.connection()),
    stand: (person, changed) => decide((all) => standAs(journal, person, changed, all)),
    doubt: (person, other) => decide((all) => doubtAbout(journal, person, other, all)),
    settleDoubt: (one, other, answer) => decide((all) => settleDoubtOf(journal, one, other, answer, all)),
    say(person, text) {
      const planned = sayTo(journal, person, text, { now: clock(), newId });
      if (planned.length > 0) journal.commit(planned);
      committed();
      return planned.length > 0;
    },
    enterConsent: (person, answer, at) => decide((all) => answerElsewhere(journal, person, { answer, at }, all)),
    forget: (persons, knownBy = async () => false) => inTurn(() => forget(persons, knownBy)),
    async [Symbol.asyncDispose]() {
      closing.abort();
      cancelPairing();
      await pairingEnds;
      await inTurn.ended();
      await upkeep?.stop();
      await workers?.[Symbol.asyncDispose]();
      book.leave();
      store[Symbol.dispose]();
    },
  };
}
