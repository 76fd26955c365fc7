/** What an export leaves out because inquiries are under way: counted for the trail, told to nobody. */
import { alerts, conversations, type PersonId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** Open and escalated alerts in the persons' own chats, and all others, of which decisions are omitted too. */
export async function countOmitted(
  deps: { readonly records: Pick<Records, 'find' | 'count'> },
  persons: readonly PersonId[],
): Promise<{ readonly openAlertsOmitted: number; readonly closedAlertsOmitted: number }> {
  const omitted = { openAlertsOmitted: 0, closedAlertsOmitted: 0 };
  const own = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: persons }, limit: 500, ...after }),
  );
  for await (const { doc } of own) {
    for (const origin of ['import', 'live'] as const) {
      const counted = await deps.records.count(alerts, {
        index: 'byConversation',
        equals: { conversation: doc.id, origin },
        by: 'state',
      });
      for (const [state, count] of counted) {
        if (state === 'open' || state === 'escalated') omitted.openAlertsOmitted += count;
        else omitted.closedAlertsOmitted += count;
      }
    }
  }
  return omitted;
}
