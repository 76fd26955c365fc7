/** A person's own export at the portal: begun once for a link, and handed out as long as the link lives. */
import { type Export, exportFiles, type Records } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import { type StageExport, stageExport } from '../export/begin.ts';
import { type Download, type DownloadExport, exportStream, refuseEnded } from '../export/download.ts';
import { Problem } from '../problem.ts';
import { type OpenShare, type ResumeShare, resumeShare } from '../share/open.ts';
import type { Turns } from '../turns.ts';
import { whileAllowed } from '../while-allowed.ts';
import type { Visit } from './visit.ts';

type FindOwn = { readonly records: Pick<Records, 'find'> };

/** The newest that was begun through this link, if it is not gone. */
export async function ownExport(deps: FindOwn, { actor, createdAt }: OpenShare): Promise<Export | undefined> {
  const found = await deps.records.find(exportFiles, {
    index: 'byPerson',
    equals: { person: actor.id },
    range: { from: createdAt },
    order: 'descending',
    limit: 20,
  });
  const own = found.items.map(({ doc }) => doc).find(({ by }) => by === actorRef(actor));
  return own?.state === 'removed' ? undefined : own;
}

export type BeginOwnExport = StageExport & { readonly turns: Turns };

/** Asking again while one is made or ready begins none. @throws Problem `doubts-open`, `person-locked` */
export function beginOwnExport(deps: BeginOwnExport, { share, language }: Visit): Promise<Export> {
  return deps.turns.inTurn(`portal:${share.id}`, async () => {
    const known = await ownExport(deps, share);
    if (known && known.state !== 'failed') return known;
    const { actor, human, since, request } = share;
    return stageExport(deps, actor, human, { language, since, request });
  });
}

/** Ends in the middle if the link ends meanwhile. `session`: of this browser. @throws Problem `not-found` if there is none */
export async function downloadOwnExport(
  deps: DownloadExport & ResumeShare,
  share: OpenShare,
  session: string,
): Promise<Download> {
  const found = await ownExport(deps, share);
  if (!found) throw new Problem('not-found', 'There is no file to download.');
  const download = await exportStream(deps, share.actor, found);
  const bytes = whileAllowed(download.bytes, async () => {
    if (!(await resumeShare(deps, session))) throw new Problem('link-spent', 'The link ended during the download.');
    await refuseEnded(deps, found.id);
  });
  return { ...download, bytes };
}
