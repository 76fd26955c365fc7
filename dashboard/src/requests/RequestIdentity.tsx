/** How it is known that it is this person: by the number, by a second proof, or not yet; and whether the number changed hands. */
import type { RequestDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useRequestActs } from './requests.ts';

interface RequestIdentityProps {
  readonly request: RequestDetail;
  readonly mayAnswer: boolean;
}

const marks = { unproved: '?', number: '◐', proved: '✓' } as const;

export function RequestIdentity({ request, mayAnswer }: RequestIdentityProps) {
  const { t } = useTranslation('requests');
  const times = useTimes();
  const [proving, setProving] = useState(false);
  const { prove } = useRequestActs();
  const { identity, changedHands, onlySince, perhaps } = request;
  return (
    <section>
      <h2 className="section-title">{t('identity.title')}</h2>
      <p>
        <span className={`consent consent-${identity === 'proved' ? 'agreed' : 'unknown'}`}>
          <span aria-hidden="true">{marks[identity]}</span> {t(`identity.${identity}`)}
        </span>{' '}
        {t(`identity-explained.${identity}`)}
      </p>
      {perhaps.length > 0 && (
        <p className="danger-note">
          {t('perhaps')}{' '}
          {perhaps.map((other) => (
            <span key={other.id}>
              <Link to="/people/$person" params={{ person: other.id }}>
                <PersonName person={other} />
              </Link>{' '}
            </span>
          ))}
        </p>
      )}
      {changedHands.length > 0 && identity !== 'proved' && (
        <div className="danger-note">
          <p>
            <strong>{t('changed-hands.title')}</strong>{' '}
            {changedHands.map((sign) => t(`changed-hands.${sign}`)).join('; ')}.
          </p>
          <p>
            {onlySince === null ? t('changed-hands.prove') : t('changed-hands.since', { at: times.full(onlySince) })}
          </p>
        </div>
      )}
      {mayAnswer && identity !== 'proved' && (
        <Button variant="default" onClick={() => setProving(true)}>
          {t('prove.button')}
        </Button>
      )}
      <ReasonDialog
        open={proving}
        title={t('prove.title')}
        lead={t('prove.lead')}
        label={t('prove.note')}
        button={t('prove.button')}
        busy={prove.isPending}
        error={prove.error}
        onDecide={(proof) => prove.mutate({ id: request.id, proof }, { onSuccess: () => setProving(false) })}
        onClose={() => setProving(false)}
      />
    </section>
  );
}
