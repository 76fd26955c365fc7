/** Takes messages out of the archive, with their files, search words and hits; of some only the file or the author goes. */
import {
  type AlertId,
  type Blobs,
  type ConversationId,
  type Correction,
  conversations,
  corrections,
  type Erasure,
  hits,
  type Message,
  messages,
  type Records,
  type RequestId,
  requests,
  type Search,
  type StoredHit,
  type Vault,
} from '@atalaia/storage';
import { everyPage, inBatches } from '../every-page.ts';
import { whatMustStay } from '../hold/must-stay.ts';
import { holdsTurn } from '../hold/turn.ts';
import { openMessageText } from '../open-text.ts';
import type { Turns } from '../turns.ts';
import { type DropReasons, dropReasons } from './drop-reasons.ts';
import { hitsOf } from './evidence.ts';
import { type Fated, type LeaveLeaves, leaveLeaves } from './leave-leaves.ts';
import { type StripAlert, stripAlert } from './strip-alert.ts';
import { type Going, whatGoes } from './what-goes.ts';

export type SweepMessages = LeaveLeaves &
  StripAlert &
  DropReasons & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace' | 'remove'>;
    readonly vault: Pick<Vault, 'openText'>;
    readonly blobs: Pick<Blobs, 'remove'>;
    readonly search: Pick<Search, 'index'>;
    readonly turns: Turns;
  };

/** Messages at once: some milliseconds of writing, so that other work gets its turn. */
const batchSize = 100;
/** Entries of the search index at once: to overwrite one takes half a millisecond. */
const wordsAtOnce = 20;

/** Begun again after a kill it goes on where it was. @throws the abort of `signal`, between two batches */
export async function sweepMessages(deps: SweepMessages, erasure: Erasure, signal: AbortSignal): Promise<void> {
  for await (const batch of inBatches(whatGoes(deps, erasure), batchSize)) {
    signal.throwIfAborted();
    if (erasure.source === 'retention') {
      // Holds are placed while a policy runs too: one that stands before this batch keeps what it protects of it.
      await deps.turns.inTurn(holdsTurn, async () => {
        const staying = await (await whatMustStay(deps, erasure.id))(batch.map(({ message }) => message));
        await sweepBatch(
          deps,
          erasure,
          batch.filter(({ message }) => !staying.has(message.id)),
        );
      });
    } else await sweepBatch(deps, erasure, batch);
  }
}

async function sweepBatch(deps: SweepMessages, erasure: Erasure, batch: readonly Going[]): Promise<void> {
  const fated: Fated[] = [];
  for (const going of batch) fated.push(await fateOf(deps, erasure, going));
  await leaveLeaves(deps, erasure, fated);
  await takeOut(deps, erasure, fated);
}

/** What the row becomes. It follows from the row and the erasure, so that its leaf is the same after a crash. */
async function fateOf(deps: SweepMessages, { confirmedAt }: Erasure, { message, fate }: Going): Promise<Fated> {
  switch (fate) {
    case 'goes':
      return { message, stays: null };
    case 'loses-file': {
      const { media: _, sealedFileName: _name, sealedFileKey: _key, ...rest } = message;
      return { message, stays: { ...rest, fileErasedAt: confirmedAt } };
    }
    case 'loses-author': {
      // Sealed under the agent's own key, as it was where the contact was not known yet: nobody reads it any more.
      if ((await openMessageText(deps.vault, message)).kind === 'erased') return { message, stays: null };
      const { device: _, attribution, ...rest } = message;
      return { message, stays: { ...rest, author: null, ...(attribution && { attribution: 'number' }) } };
    }
    default:
      throw new TypeError(`No rule for ${String(fate satisfies never)}`);
  }
}

/** The row goes last: as long as it is there, everything about it is found again. */
async function takeOut(deps: SweepMessages, erasure: Erasure, fated: readonly Fated[]): Promise<void> {
  const gone = fated.filter(({ stays }) => stays === null).map(({ message }) => message);
  await forgetWords(deps, erasure.scope.kind === 'person' ? await ofLateChats(deps, gone) : gone);
  await takeHits(deps, erasure, gone);
  await takeCorrections(deps, gone);
  for (const { message, stays } of fated) {
    if (message.media && stays?.media === undefined) await deps.blobs.remove(message.media.blob);
  }
  await Promise.all(
    fated.map(({ message, stays }) =>
      stays === null ? deps.records.remove(messages, message.id) : alter(deps, message, stays),
    ),
  );
}

/** The index may know their first words as somebody else's. */
async function ofLateChats(deps: SweepMessages, gone: readonly Message[]): Promise<readonly Message[]> {
  const late = new Map<ConversationId, boolean>();
  for (const { conversation } of gone) {
    if (late.has(conversation)) continue;
    late.set(conversation, (await deps.records.get(conversations, conversation))?.doc.contactSince !== undefined);
  }
  return gone.filter(({ conversation }) => late.get(conversation));
}

/** Of a whole person the index forgets everything at once; of a part, message by message: one without words is not found. */
async function forgetWords(deps: SweepMessages, gone: readonly Message[]): Promise<void> {
  if (gone.length === 0) return;
  const entries = [];
  for (const { id, number, at, conversation, author } of gone) {
    const contact = (await deps.records.get(conversations, conversation))?.doc.contact ?? null;
    entries.push({ message: id, person: contact ?? author, number, at, tokens: [] });
  }
  for (let from = 0; from < entries.length; from += wordsAtOnce) {
    await deps.search.index(entries.slice(from, from + wordsAtOnce));
  }
}

/** They say what the words should have been. */
async function takeCorrections(deps: SweepMessages, gone: readonly Message[]): Promise<void> {
  if (gone.length === 0) return;
  const message = gone.map(({ id }) => id);
  const about = everyPage((after) =>
    deps.records.find(corrections, { index: 'byMessage', equals: { message }, limit: 200, ...after }),
  );
  for await (const { doc } of about) {
    await freeRequests(deps, doc);
    await deps.records.remove(corrections, doc.id);
  }
}

/** The request's words are the correction's; whoever answers it is not sent to what is gone. */
async function freeRequests(deps: SweepMessages, { id, person }: Correction): Promise<void> {
  const theirs = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person }, limit: 200, ...after }),
  );
  for await (const { doc } of theirs) if (doc.correction === id) await freeRequest(deps, doc.id, id);
}

/** Whoever changes it at the same instant, it does not keep the words. */
async function freeRequest(
  deps: Pick<SweepMessages, 'records'>,
  id: RequestId,
  correction: Correction['id'],
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(requests, id);
    if (found?.doc.correction !== correction) return;
    const { sealedWords: _, ...request } = found.doc;
    const freed = { ...request, correction: null };
    if ((await deps.records.replace(requests, found.version, freed)) !== 'stale') return;
  }
}

/** Hits hold places and rules, no words: for the figures they outlast a person who is made anonymous. */
async function takeHits(deps: SweepMessages, erasure: Erasure, gone: readonly Message[]): Promise<void> {
  const found = await Array.fromAsync(
    hitsOf(
      deps,
      gone.map(({ id }) => id),
    ),
  );
  const byAlert = Map.groupBy(found, ({ alert }) => alert);
  for (const [alert, some] of byAlert) if (alert !== null) await withoutHits(deps, erasure, alert, some);
  if (erasure.mode === 'anonymise') return;
  await Promise.all(found.map(({ id }) => deps.records.remove(hits, id)));
}

async function withoutHits(
  deps: SweepMessages,
  erasure: Erasure,
  id: AlertId,
  some: readonly StoredHit[],
): Promise<void> {
  await stripAlert(deps, erasure, id, new Set(some.map((hit) => hit.id)));
  await dropReasons(deps, [id]);
}

async function alter(deps: Pick<SweepMessages, 'records'>, message: Message, stays: Message): Promise<void> {
  for (;;) {
    const found = await deps.records.get(messages, message.id);
    if (!found) return;
    const altered = { ...stays, screening: found.doc.screening };
    if ((await deps.records.replace(messages, found.version, altered)) !== 'stale') return;
  }
}
