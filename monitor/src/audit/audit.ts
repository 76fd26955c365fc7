/**
 * The audit trail as use cases see it: one verb. One order everywhere: recorded, then done or shown. So after a crash
 * or a lost race the trail may name an act that was not carried out, but nothing was ever done that it does not name.
 * Raised alerts alone are written together with their entry, and after a crash again until both stand.
 */
import type { Sealed } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';

/** Everything that is ever recorded; a new act is added here, nowhere else. */
const auditedActs = [
  'installation-begun',
  'user-invited',
  'user-accepted',
  'user-changed',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'session-ended',
  'totp-enrolled',
  'number-added',
  'number-changed',
  'calendar-changed',
  'number-set-up',
  'number-armed',
  'number-disarmed',
  'risk-read',
  'pairing-begun',
  'pairing-code-shown',
  'pairing-cancelled',
  'number-unlinked',
  'number-reconnected',
  'number-tested',
  'groups-listed',
  'groups-allowed',
  'notice-drafted',
  'notice-approved',
  'roster-listed',
  'agent-added',
  'agent-joined',
  'agent-left',
  'policy-changed',
  'acknowledgement-asked',
  'policy-acknowledged',
  'system-alert-closed',
  'import-begun',
  'import-ended',
  'messages-captured',
  'alert-raised',
  'alert-read',
  'alert-decided',
  'conversation-read',
  'media-opened',
  'person-revealed',
  'person-concealed',
  'archive-searched',
  'rules-activated',
  'rule-mode-chosen',
  'rule-exceptions-chosen',
  'rules-held',
  'rules-followed',
  'company-rule-saved',
  'company-rule-removed',
  'exceptions-proposed',
  'replay-run',
  'alert-budget-set',
  'term-saved',
  'term-removed',
  'terms-exported',
  'trail-verified',
  'trail-mended',
  'person-listed',
  'person-sought',
  'person-read',
  'person-excluded',
  'person-included',
  'consent-entered',
  'consent-proved',
  'doubt-settled',
  'rights-read',
  'rights-policy-set',
  'person-restricted',
  'person-released',
  'person-objected',
  'correction-asked',
  'correction-decided',
  'request-opened',
  'request-read',
  'request-proved',
  'request-assigned',
  'request-extended',
  'request-answered',
  'request-reminded',
  'request-withdrawn',
  'export-begun',
  'export-ended',
  'export-downloaded',
  'export-removed',
  'share-made',
  'share-opened',
  'share-refused',
  'share-revoked',
  'portal-read',
  'hold-placed',
  'hold-lifted',
  'retention-set',
  'retention-run',
  'erasure-previewed',
  'erasure-confirmed',
  'erasure-undone',
  'erasure-certified',
  'keys-destroyed',
  'messages-erased',
  'erasure-ended',
  'certificate-read',
  'evidence-read',
  'user-handed-over',
  'backup-made',
  'backup-restored',
  'master-key-rotated',
  'recovery-kit-made',
  'recovery-tried',
  'company-exported',
  'account-closed',
] as const;
type AuditedAct = (typeof auditedActs)[number];

export interface Act {
  /** `company`, or the id of the number concerned. */
  readonly chain: string;
  readonly actor: Actor;
  readonly act: AuditedAct;
  readonly subject: string | null;
  /** Ids, codes and counts only. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** Sealed under the subject's key; the chain holds its hash, so that it survives erasure. */
  readonly reason?: Sealed;
}

export interface Audit {
  /** Durable when resolved. Order of acts in a chain is the order of calls. */
  record(act: Act): Promise<void>;
}
