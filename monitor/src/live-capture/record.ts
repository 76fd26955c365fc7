/** Writes what a number's connector tells of itself into the archive: consent, what was withheld, the ledger, gaps, alerts. */
import type { Recorded } from '@atalaia/connector';
import { type ConsentKind, type NumberId, numbers, type Records } from '@atalaia/storage';
import { type RecordGap, recordGap } from '../completeness/record-gap.ts';
import { type RecordLedger, recordLedger } from '../completeness/record-ledger.ts';
import { forgetWithheld, type RecordWithheld, recordWithheld } from '../completeness/record-withheld.ts';
import { raiseDoubt } from '../person/doubt.ts';
import { noteKeyChange } from '../person/note-key-change.ts';
import { type RecordConsent, recordConsent } from '../person/record-consent.ts';
import { type TellDoubts, tellDoubt, tellDoubtsOf } from '../person/tell-doubts.ts';
import { type OpenFromChat, openFromChat } from '../request/from-chat.ts';
import { type RaiseSystemAlert, raiseSystemAlert } from '../system-alert/raise.ts';

export type RecordEvents = RecordConsent &
  RecordWithheld &
  RecordLedger &
  RecordGap &
  TellDoubts &
  RaiseSystemAlert &
  OpenFromChat & { readonly records: Pick<Records, 'get' | 'replace'> };

/** In their order, durable when it resolves. Telling an event twice changes nothing. */
export async function recordEvents(deps: RecordEvents, number: NumberId, events: readonly Recorded[]): Promise<void> {
  for (const event of events) await recordEvent(deps, number, event);
}

async function recordEvent(deps: RecordEvents, number: NumberId, event: Recorded): Promise<void> {
  switch (event.kind) {
    case 'consent':
      await recordConsent(deps, number, event);
      return isAnswer(event.event) ? tellDoubtsOf(deps, event.person) : undefined;
    case 'withheld':
      return recordWithheld(deps, number, event);
    case 'recovered':
      return forgetWithheld(deps, number, event.id);
    case 'ledger':
      return recordLedger(deps, number, event);
    case 'gap':
      return recordGap(deps, number, event);
    case 'link':
      return projectLink(deps, number, event.state);
    case 'alert':
      await raiseSystemAlert(deps, { ...event, number, kind: event.alert, event: event.id });
      return openFromChat(deps, number, event);
    case 'key-changed':
      return noteKeyChange(deps, event.person, event.at);
    case 'doubt':
      if (await raiseDoubt(deps, number, event.one, event.other, event.at)) {
        await tellDoubt(deps, event.one, event.other);
      }
      return;
    default:
      throw new TypeError(`No place for the event ${String(event satisfies never)}`);
  }
}

function isAnswer(kind: ConsentKind): boolean {
  return kind === 'agreed' || kind === 'refused' || kind === 'withdrawn';
}

/** The number's owner is the authority on its link; screens read this copy. */
async function projectLink(
  deps: { readonly records: Pick<Records, 'get' | 'replace'> },
  number: NumberId,
  link: Extract<Recorded, { kind: 'link' }>['state'],
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(numbers, number);
    if (!found) throw new Error(`Number ${number} is missing.`);
    if ((await deps.records.replace(numbers, found.version, { ...found.doc, link })) === 'replaced') return;
  }
}
