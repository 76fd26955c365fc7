/** Which alerts about the monitoring ask about a person's rights: those are the dpo's to answer, and no administrator's to see. */
import type { SystemAlert } from '@atalaia/storage';

const aboutPersons: Readonly<Record<SystemAlert['kind'], boolean>> = {
  'monitoring-interrupted': false,
  'outreach-refused': false,
  undecryptable: false,
  'media-expired': false,
  'ledger-broken': false,
  objection: true,
  'data-asked': true,
  'erasure-asked': true,
  'possible-same-person': true,
  'request-opened': true,
  'request-half': true,
  'request-substitute': true,
  'request-overdue': true,
};

export function isAboutPerson(kind: SystemAlert['kind']): boolean {
  return aboutPersons[kind];
}
