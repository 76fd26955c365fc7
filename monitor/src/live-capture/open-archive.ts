/** The archive as the connector sees it: who somebody is, where their conversation is, and where what it heard is kept. */
import type { Archive } from '@atalaia/connector';
import type { NewId, Storage } from '@atalaia/storage';
import type { CaptureDeps } from '../capture.ts';
import type { TellNumbers } from '../person/tell-numbers.ts';
import { captureLive } from './capture-live.ts';
import { conversationOfGroup, conversationWith } from './conversation.ts';
import { keepFile } from './keep-file.ts';
import { meetPerson } from './meet.ts';
import { pollOf } from './poll-of.ts';
import { recordEvents } from './record.ts';
import { secretOf } from './secret-of.ts';

/** Sealing, screening, and the whole storage: what is live passes through all of it. */
export type ArchiveDeps = CaptureDeps &
  TellNumbers &
  Pick<Storage, 'vault' | 'keys' | 'signer' | 'feed'> & { readonly newId: NewId };

export function openArchive(deps: ArchiveDeps): Archive {
  return {
    // One at a time: two sightings of one stranger, at once on two numbers, are not two strangers.
    meet: (sighting) => deps.turns.inTurn('meet', () => meetPerson(deps, sighting)),
    conversationWith: (number, contact) =>
      deps.turns.inTurn(`conversation.${number}.${contact}`, () => conversationWith(deps, number, contact)),
    conversationOfGroup: (number, jid, subject) => conversationOfGroup(deps, number, jid, subject),
    capture: (batch) => captureLive(deps, batch),
    keepFile: (file) => keepFile(deps, file),
    secretOf: (ref) => secretOf(deps, ref),
    pollOf: (ref) => pollOf(deps, ref),
    record: (number, events) => recordEvents(deps, number, events),
  };
}
