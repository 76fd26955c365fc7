/** Shows the code to scan or to type, with the steps on the phone; follows it as it changes. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QrCode } from '../settings/QrCode.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useLinking, usePairing } from './numbers.ts';

const steps = {
  qr: ['open', 'devices', 'scan'],
  code: ['open', 'devices', 'phone-number', 'type'],
} as const;

export function PairPanel({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('link');
  const { pair, cancel } = useLinking();
  const pairing = number.link.kind === 'pairing';
  const shown = usePairing(number.id, pairing);
  const code = pairing ? (shown.data?.code ?? null) : null;
  const linked = !pairing && number.link.kind !== 'unlinked';
  if (!pairing) {
    return (
      <section className="number-part">
        <h2>{t(linked ? 'pair.again' : 'pair.title')}</h2>
        {linked && <p className="quiet">{t('pair.again-text')}</p>}
        {number.link.pairingFailed !== null && (
          <p className="note" role="status">
            {t(`pair.failed.${number.link.pairingFailed}`)}
          </p>
        )}
        <ProblemNote error={pair.error} />
        <div className="form-buttons">
          <Button
            variant={linked ? 'default' : 'filled'}
            loading={pair.isPending}
            onClick={() => pair.mutate({ id: number.id, by: 'qr' })}
          >
            {t('pair.qr')}
          </Button>
          <Button variant="default" onClick={() => pair.mutate({ id: number.id, by: 'code' })}>
            {t('pair.code')}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section className="pair" aria-label={t('pair.title')}>
      {code === null && <p role="status">{t('pair.waiting')}</p>}
      {code?.by === 'qr' && (
        <div>
          <QrCode text={code.text} label={t('pair.qr-label')} />
          <p className="quiet small">{t('pair.refreshes')}</p>
        </div>
      )}
      {code?.by === 'code' && <p className="pair-code">{code.text}</p>}
      {code !== null && (
        <div>
          <h2>{t('pair.steps')}</h2>
          <ol>
            {steps[code.by].map((step) => (
              <li key={step}>{t(`pair.step.${step}`)}</li>
            ))}
          </ol>
        </div>
      )}
      <ProblemNote error={shown.error ?? cancel.error} />
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: number.id })}>
        {t('pair.cancel')}
      </Button>
    </section>
  );
}
