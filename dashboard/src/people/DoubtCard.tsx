/** "Is it the same person?": both sides, and the answer of a dpo. Until then the stricter consent holds for both. */
import type { DoubtView, PersonDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useSettleDoubt } from './person.ts';

interface DoubtCardProps {
  readonly doubt: DoubtView;
  readonly person: PersonDetail;
  readonly maySettle: boolean;
}

export function DoubtCard({ doubt, person, maySettle }: DoubtCardProps) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const [answer, setAnswer] = useState<'same' | 'different' | null>(null);
  const settle = useSettleDoubt();
  return (
    <section className="note doubt">
      <h2>{t('doubt.title')}</h2>
      <dl className="doubt-pair">
        <dt>{t('doubt.this')}</dt>
        <dd>
          <PersonName person={person} /> <ConsentBadge person={person} />
        </dd>
        <dt>{t('doubt.other')}</dt>
        <dd>
          <Link to="/people/$person" params={{ person: doubt.person.id }}>
            <PersonName person={doubt.person} />
          </Link>{' '}
          <ConsentBadge person={doubt.person} />
        </dd>
      </dl>
      {doubt.state === 'open' ? (
        <>
          <p>{t('doubt.lead')}</p>
          {maySettle ? (
            <p className="link-line">
              <Button variant="default" onClick={() => setAnswer('same')}>
                {t('doubt.same')}
              </Button>
              <Button variant="default" onClick={() => setAnswer('different')}>
                {t('doubt.different')}
              </Button>
            </p>
          ) : (
            <p className="quiet">{t('doubt.dpo')}</p>
          )}
        </>
      ) : (
        <p>
          {t(`doubt.settled.${doubt.state}`)}
          {doubt.settledAt !== null && ` · ${times.short(doubt.settledAt)}`}
          {doubt.settledBy !== null && ` · ${doubt.settledBy}`}
        </p>
      )}
      <ReasonDialog
        open={answer !== null}
        title={t(answer === 'different' ? 'doubt.different' : 'doubt.same')}
        lead={t(answer === 'different' ? 'doubt.different-lead' : 'doubt.same-lead')}
        button={t('save')}
        busy={settle.isPending}
        error={settle.error}
        onDecide={(reason) =>
          answer && settle.mutate({ id: doubt.id, answer, reason }, { onSuccess: () => setAnswer(null) })
        }
        onClose={() => setAnswer(null)}
      />
    </section>
  );
}
