/** Every revision of a number's notices, and which of them stand: one live a language, the newest approved. */
import { type Language, type Notice, type NumberId, notices, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

export const languages = ['pt-BR', 'en', 'es'] as const satisfies readonly Language[];

/** Oldest first, language by language. */
export async function revisionsOf(records: Pick<Records, 'find'>, number: NumberId): Promise<readonly Notice[]> {
  const found: Notice[] = [];
  const every = everyPage((after) =>
    records.find(notices, { index: 'byNumber', equals: { number }, limit: 200, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}

/** The notice in force in this language: the newest that is live. A crash between approving and retiring leaves two. */
export function liveIn(revisions: readonly Notice[], language: Language): Notice | undefined {
  return revisions.findLast((notice) => notice.language === language && notice.state === 'live');
}

export function draftIn(revisions: readonly Notice[], language: Language): Notice | undefined {
  return revisions.findLast((notice) => notice.language === language && notice.state === 'draft');
}

/**
 * Rises with each change that matters to contacts, over all languages together: who was told by an earlier one is told
 * again, in whichever language that was.
 */
export function generationOf(revisions: readonly Notice[], live: Notice): number {
  const changes = revisions.flatMap(({ material, approvedAt, language, revision }) =>
    material && approvedAt !== null ? [{ approvedAt, language, revision }] : [],
  );
  const own = changes.filter(({ language, revision }) => language === live.language && revision <= live.revision);
  const since = Math.max(0, ...own.map(({ approvedAt }) => approvedAt));
  return changes.filter(({ approvedAt }) => approvedAt <= since).length;
}
