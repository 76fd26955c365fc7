/** The corrections that a person asked for, opened for them: in their export and at the portal. */
import type { PersonId, Records, Vault } from '@atalaia/storage';
import { openText } from '../open-text.ts';
import { correctionPlace, correctionsOf } from '../person/correction-view.ts';
import type { ExportedCorrection } from './schema.ts';
import { isoOf, type Subject } from './subject.ts';

/** Oldest first; none from before `since` (ms), where the number may have been another's. */
export async function exportedCorrections(
  deps: { readonly records: Pick<Records, 'find'>; readonly vault: Pick<Vault, 'openText'> },
  ids: readonly PersonId[],
  since: Subject['since'],
): Promise<readonly ExportedCorrection[]> {
  const found: ExportedCorrection[] = [];
  for (const { id, field, message, state, sealedText, at, decidedAt } of await correctionsOf(deps, ids)) {
    if (since !== null && at < since) continue;
    const opened = await openText(deps.vault, correctionPlace(id), sealedText);
    const text = opened.kind === 'text' ? opened.text : null;
    found.push({ id, field, message, state, text, at: isoOf(at), decidedAt: isoOf(decidedAt) });
  }
  return found;
}
