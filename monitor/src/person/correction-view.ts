/** A correction as screens show it, and all of a person's. */
import {
  type Correction,
  type CorrectionId,
  corrections,
  type MessageId,
  messages,
  type PersonId,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { CorrectionView } from '../api/rights-views.ts';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';
import { actorNames, kindOfActor } from './actor-name.ts';

export interface ViewCorrections {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
}

/** Where a correction's words are sealed. */
export function correctionPlace(id: CorrectionId) {
  return placeOf(corrections, id, 'sealedText');
}

/** Answers views; the text is null once its key was destroyed. */
export function correctionViews(deps: ViewCorrections): (correction: Correction) => Promise<CorrectionView> {
  const nameOf = actorNames(deps);
  return async ({ id, message, field, state, by, at, decidedBy, decidedAt, sealedText }) => {
    const opened = await openText(deps.vault, correctionPlace(id), sealedText);
    return {
      id,
      message: message && (await messageOf(deps, message)),
      field,
      state,
      text: opened.kind === 'text' ? opened.text : null,
      by: await nameOf(by),
      byKind: kindOfActor(by),
      at,
      decidedBy: decidedBy && (await nameOf(decidedBy)),
      decidedAt,
    };
  };
}

async function messageOf(deps: ViewCorrections, id: MessageId): Promise<CorrectionView['message']> {
  const found = (await deps.records.get(messages, id))?.doc;
  return found ? { id, conversation: found.conversation, at: found.at } : null;
}

/** Oldest first. */
export async function correctionsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  persons: readonly PersonId[],
): Promise<readonly Correction[]> {
  const found: Correction[] = [];
  const every = everyPage((after) =>
    deps.records.find(corrections, { index: 'byPerson', equals: { person: persons }, limit: 500, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found.toSorted((a, b) => a.at - b.at);
}
