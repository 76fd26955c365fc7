/** The groups that a number is in, for the list from which groups are allowed by name. */
import type { KnownGroup } from '../number-link.ts';
import type { Connection } from './connection.ts';

/** What was asked needs a connection to WhatsApp, and there is none at the moment. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  constructor() {
    super('This number is not connected to WhatsApp at the moment.');
  }
}

/** Without communities and their announcement groups, which are never captured. @throws NotConnected */
export async function knownGroups(connection: Connection | undefined): Promise<readonly KnownGroup[]> {
  if (connection === undefined || connection.ended()) throw new NotConnected();
  const found = await connection.whatsapp.groupFetchAllParticipating().catch(() => {
    throw new NotConnected();
  });
  return Object.values(found)
    .filter(({ isCommunity, isCommunityAnnounce }) => !isCommunity && !isCommunityAnnounce)
    .map(({ id, subject, participants }) => ({ jid: id, subject, members: participants.length }));
}
