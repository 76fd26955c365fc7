/** The norm of a usual period as the reader's language cites it; one written by hand stays as it was written. */
import type { RetentionPreset } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { knownPurpose } from './period-draft.ts';

type NormOf = (purpose: string | null, norm: string | null) => string;

export function useNorms(presets: readonly RetentionPreset[]): NormOf {
  const { t } = useTranslation('retention');
  return (purpose, norm) => {
    const known = purpose === null ? null : knownPurpose(purpose);
    const usual = presets.find((preset) => preset.purpose === known);
    // The suggested period stands on no norm.
    if (known === null || known === 'suggested' || norm !== usual?.norm) return norm ?? '';
    return t(`norm-name.${known}`);
  };
}
