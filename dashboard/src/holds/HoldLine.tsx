/** One hold: what it covers, why, whose it is, until when; a dpo may lift it, with a reason, unless a restriction placed it. */
import type { HoldView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScopeText } from '../rights/ScopeText.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useLiftHold } from './holds.ts';

interface HoldLineProps {
  readonly hold: HoldView;
  readonly mayLift: boolean;
}

export function HoldLine({ hold, mayLift }: HoldLineProps) {
  const { t } = useTranslation('holds');
  const times = useTimes();
  const [lifting, setLifting] = useState(false);
  const lift = useLiftHold();
  return (
    <div className="row">
      <div className="row-main">
        <strong>
          <ScopeText scope={hold.scope} />
        </strong>{' '}
        {hold.person && (
          <Link to="/people/$person" params={{ person: hold.person.id }}>
            <PersonName person={hold.person} />
          </Link>
        )}
        {hold.reason !== null && <div dir="auto">{hold.reason}</div>}
        <div className="quiet small">
          {[
            t(`source.${hold.source}`),
            t('placed', { by: hold.by, at: times.short(hold.from) }),
            hold.owner && t('owner', { name: hold.owner.name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {hold.state === 'lifted' && hold.liftedAt !== null && (
          <div className="quiet small">{t('lifted', { by: hold.liftedBy ?? '', at: times.short(hold.liftedAt) })}</div>
        )}
      </div>
      <span className="quiet small">
        {hold.until === null ? t('open-ended') : t('until', { at: times.day(hold.until - 1) })}
      </span>
      {mayLift && hold.state === 'active' && hold.source !== 'restriction' && (
        <Button variant="default" size="compact-sm" onClick={() => setLifting(true)}>
          {t('lift.button')}
        </Button>
      )}
      <ReasonDialog
        open={lifting}
        title={t('lift.title')}
        lead={t('lift.lead')}
        button={t('lift.button')}
        danger
        busy={lift.isPending}
        error={lift.error}
        onDecide={(reason) => lift.mutate({ id: hold.id, reason }, { onSuccess: () => setLifting(false) })}
        onClose={() => setLifting(false)}
      />
    </div>
  );
}
