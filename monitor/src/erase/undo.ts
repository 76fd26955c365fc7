/** Takes an erasure back within its undo window: nothing was destroyed yet, everyone stands again as before. */
import { type Clock, type Erasure, erasures, type Feed, type Records, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { concernedBy } from '../scope/find.ts';
import type { Turns } from '../turns.ts';
import { reasonOwner } from './confirm.ts';
import { findErasure } from './find.ts';
import { type TakeBack, takenBack } from './give-up.ts';
import { type LockPersons, releasePersons } from './lock-persons.ts';
import { erasureTurn } from './runner.ts';

export type UndoErasure = LockPersons &
  TakeBack & {
    readonly records: Pick<Records, 'get' | 'find' | 'replace' | 'remove'>;
    readonly vault: Pick<Vault, 'keyOf' | 'shredOwner'>;
    readonly audit: Audit;
    readonly clock: Clock;
    readonly feed: Pick<Feed, 'publish'>;
    readonly turns: Turns;
  };

/** @throws Problem `not-found`; `about-yourself`; `undo-over` once the window has ended or it was undone already. */
export async function undoErasure(
  deps: UndoErasure,
  authorized: Authorized<'person:erase'>,
  input: { readonly id: string; readonly reason: string },
): Promise<Erasure> {
  const { doc: erasure } = await findErasure(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, erasure.persons);
  refuseTooLate(deps, erasure);
  return deps.turns.inTurn(erasureTurn(erasure.id), () => undo(deps, authorized, input));
}

async function undo(
  deps: UndoErasure,
  authorized: Authorized<'person:erase'>,
  input: { readonly id: string; readonly reason: string },
): Promise<Erasure> {
  const { doc: erasure, version } = await findErasure(deps, authorized, input.id);
  refuseTooLate(deps, erasure);
  const { id, scope } = erasure;
  const key = await deps.vault.keyOf(reasonOwner(id, (await concernedBy(deps, scope))?.subject ?? null));
  if (!key) throw undoOver();
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'erasure-undone',
    subject: id,
    reason: key.seal({ collection: erasures.name, id, field: 'undoReason' }, input.reason),
  });
  const undone = await takenBack(deps, erasure);
  if ((await deps.records.replace(erasures, version, undone)) !== 'replaced') throw undoOver();
  await endUndo(deps, undone);
  deps.feed.publish({ kind: 'erasure-changed', id });
  return undone;
}

function refuseTooLate({ clock }: Pick<UndoErasure, 'clock'>, { state, undoUntil }: Erasure): void {
  if (state !== 'confirmed' || undoUntil === null || undoUntil <= clock()) throw undoOver();
}

/** Sets everyone back to how they stood. A crash on the way leaves `before` filled: it is done again at the next start. */
export async function endUndo(deps: LockPersons, undone: Erasure): Promise<void> {
  await releasePersons(deps, undone.before);
  const found = await deps.records.get(erasures, undone.id);
  if (found) await deps.records.replace(erasures, found.version, { ...found.doc, before: [] });
}

function undoOver(): Problem {
  return new Problem('undo-over', 'The time in which this erasure could be undone is over.');
}
