/** What Baileys keeps of the phone's history at linking: which phone number belongs to which LID. */
import { deserialize } from 'node:v8';
import type { JournalStore } from '@atalaia/storage';
import { type Session, spaceOfKeys } from './credentials.ts';

/** In E.164 with the plus sign; undefined where neither history nor a later answer of WhatsApp told it. */
export function phoneInHistory(store: Pick<JournalStore, 'get'>, session: Session, lid: string): string | undefined {
  // Where Baileys' LIDMappingStore puts it: `lid-mapping`, under the LID's user and `_reverse`.
  const value = store.get(spaceOfKeys(session), `lid-mapping/${lid}_reverse`);
  const user: unknown = value === undefined ? undefined : deserialize(value);
  return typeof user === 'string' && /^[1-9][0-9]{4,14}$/.test(user) ? `+${user}` : undefined;
}
