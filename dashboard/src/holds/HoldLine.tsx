/** One hold: what it covers, why, whose it is, until when; a dpo may lift it, with a reason, unless a restriction placed it. */
import type { HoldView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScopeText } from '../rights/ScopeText.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { shortDay, shortTime } from '../ui/time.ts';
import { useLiftHold } from './holds.ts';

interface HoldLineProps {
  readonly hold: HoldView;
  readonly mayLift: boolean;
}

export function HoldLine({ hold, mayLift }: HoldLineProps) {
  const { t, i18n } = useTranslation('holds');
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
            t('placed', { by: hold.by, at: shortTime(hold.from, i18n.language) }),
            hold.owner && t('owner', { name: hold.owner.name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {hold.state === 'lifted' && hold.liftedAt !== null && (
          <div className="quiet small">
            {t('lifted', { by: hold.liftedBy ?? '', at: shortTime(hold.liftedAt, i18n.language) })}
          </div>
        )}
      </div>
      <span className="quiet small">
        {hold.until === null ? t('open-ended') : t('until', { at: shortDay(hold.until - 1, i18n.language) })}
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
