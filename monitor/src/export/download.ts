/** Hands out a finished export: recorded before the first byte. */
import {
  type Clock,
  type Export,
  type ExportId,
  exportFiles,
  type Media,
  placeOf,
  type Records,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Actor } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import { whileAllowed } from '../while-allowed.ts';
import { findExport } from './find.ts';

export interface DownloadExport {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly media: Pick<Media, 'openFile'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface Download {
  /** Without anybody's name: it may lie in a folder that others see. */
  readonly fileName: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * `stillAuthorized`: the same right of the same user, asked for anew on the way.
 * @throws Problem `not-found` if it is not there any more or not finished; `about-yourself`, `person-locked`
 */
export async function downloadExport(
  deps: DownloadExport,
  authorized: Authorized<'person:export'>,
  id: string,
  stillAuthorized: () => Promise<Authorized<'person:export'>>,
): Promise<Download> {
  const found = await findExport(deps, authorized, id);
  if (found.person !== null) await refuseAboutSelf(deps, authorized.actor, [found.person]);
  const download = await exportStream(deps, authorized.actor, found);
  const bytes = whileAllowed(download.bytes, async () => {
    await findExport(deps, await stillAuthorized(), id);
    await refuseEnded(deps, found.id);
  });
  return { ...download, bytes };
}

/** For the desk and for the portal, where the person is the actor. The caller has checked who may have it. */
export async function exportStream(deps: DownloadExport, actor: Actor, found: Export): Promise<Download> {
  const { id, person, state, blob, sealedFileKey, size, expiresAt } = found;
  await refuseLocked(deps, [person]);
  const isThere = state === 'done' && (expiresAt === null || expiresAt > deps.clock());
  if (!isThere || blob === null || !sealedFileKey || size === null) throw absent();
  const bytes = await deps.media.openFile(placeOf(exportFiles, id, 'sealedFileKey'), sealedFileKey, blob, size);
  if (!bytes) throw absent();
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'export-downloaded',
    subject: person ?? id,
    detail: { export: id, size },
  });
  const day = new Date(found.createdAt).toISOString().slice(0, 10);
  return { fileName: `atalaia-export-${day}-${id.slice(0, 6).replace(/[^A-Za-z0-9]/g, '0')}.zip`, size, bytes };
}

/** On the way: it was removed, or its person is being erased. @throws Problem `not-found`, `person-locked` */
export async function refuseEnded(deps: Pick<DownloadExport, 'records'>, id: ExportId): Promise<void> {
  const found = (await deps.records.get(exportFiles, id))?.doc;
  if (found?.state !== 'done') throw absent();
  await refuseLocked(deps, [found.person]);
}

function absent(): Problem {
  return new Problem(
    'not-found',
    'This export is not there: it is not finished, was removed, or is older than a week.',
  );
}
