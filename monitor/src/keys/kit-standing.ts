/** Whether a recovery kit of the keys in use was made and tried: without one a lost master key takes everything with it. */
import { auditEntries, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** What the trail's entries about kits and rotations are about. */
export const masterKeySubject = 'master-key';

/** `void`: the master key was rotated since a kit was tried last. */
export type KitStanding = 'tried' | 'void' | 'none';

export async function kitStanding({ records }: { readonly records: Pick<Records, 'find'> }): Promise<KitStanding> {
  const equals = { subject: masterKeySubject };
  const newestFirst = everyPage((after) =>
    records.find(auditEntries, { index: 'bySubject', equals, order: 'descending', limit: 50, ...after }),
  );
  let rotated = false;
  for await (const { doc } of newestFirst) {
    if (doc.act === 'master-key-rotated') rotated = true;
    if (doc.act === 'recovery-tried' && doc.detail['opens'] === true) return rotated ? 'void' : 'tried';
  }
  return 'none';
}
