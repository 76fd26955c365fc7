/** Periods that norms ask for, with the purpose that each serves; the dpo chooses, and answers for the choice. */
import type { RetentionPreset } from '../api/rights-views.ts';

/** `suggested` is what Atalaia proposes where no norm sets a period: what is no longer needed goes (LGPD art. 15, 16). */
export const retentionPresets: readonly RetentionPreset[] = [
  { purpose: 'suggested', months: 12, norm: null },
  { purpose: 'securities', months: 60, norm: 'Resolução CVM 35/2021' },
  { purpose: 'mifid', months: 60, norm: 'MiFID II (2014/65/UE), art. 16(7)' },
  { purpose: 'mifid-extended', months: 84, norm: 'MiFID II (2014/65/UE), art. 16(7)' },
  { purpose: 'labour', months: 60, norm: 'CF, art. 7º, XXIX; CLT, art. 11' },
  { purpose: 'consumer', months: 60, norm: 'CDC (Lei 8.078/1990), art. 27' },
  { purpose: 'civil-claims', months: 36, norm: 'Código Civil, art. 206, § 3º, V' },
];
