/** What a number keeps and why, for those who do not decide it. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

export function CaptureFacts({ number }: { readonly number: NumberDetail }) {
  const { t, i18n } = useTranslation('capture');
  const { capture } = number;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const facts: readonly (readonly [string, string | null])[] = [
    [t('controller'), capture.controller],
    [t('dpo-contact'), capture.dpoContact],
    [t('policy'), capture.policyAddress],
    [t('basis'), capture.basis && t(`bases.${capture.basis}`)],
    [t('purposes'), list.format(capture.purposes.map((purpose) => t(`purpose.${purpose}`))) || null],
    [t('mode'), capture.mode && t(`modes.${capture.mode}`)],
    [t('notified-by'), t(`notified.${capture.notifiedBy}`)],
    [t('retention'), capture.retentionMonths === null ? null : String(capture.retentionMonths)],
    [t('renew'), capture.renewAfterMonths === null ? '—' : String(capture.renewAfterMonths)],
  ];
  return (
    <>
      <p className="quiet">{t('only-dpo')}</p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="quiet small">{name}</dt>
            <dd>{value ?? t('undecided')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
