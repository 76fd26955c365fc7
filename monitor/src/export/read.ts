/** How far an export is, and taking it off the disk before its seven days are over. */
import type { Records } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { ExportView } from '../api/rights-views.ts';
import { type RemoveExports, removeExport } from './change.ts';
import { findExport } from './find.ts';
import { exportView, type ViewExport } from './view.ts';

/** @throws Problem `not-found` */
export async function readExport(
  deps: ViewExport & { readonly records: Pick<Records, 'get' | 'find'> },
  authorized: Authorized<'person:export'>,
  input: { readonly id: string },
): Promise<ExportView> {
  return exportView(deps, await findExport(deps, authorized, input.id));
}

/** Ends it if it is under way. @throws Problem `not-found`, `about-yourself` */
export async function endExport(
  deps: RemoveExports & { readonly records: Pick<Records, 'get' | 'find' | 'replace'> },
  authorized: Authorized<'person:export'>,
  input: { readonly id: string },
): Promise<Record<string, never>> {
  const { id, person } = await findExport(deps, authorized, input.id);
  if (person !== null) await refuseAboutSelf(deps, authorized.actor, [person]);
  await removeExport(deps, authorized.actor, id);
  return {};
}
