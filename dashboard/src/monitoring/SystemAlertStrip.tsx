/** A strip that says what is wrong with the monitoring itself; nothing is shown while nothing is. */
import type { SystemAlertView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Age } from '../ui/Age.tsx';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SeverityMark, severities } from '../ui/SeverityMark.tsx';
import { useCloseSystemAlert, useSystemAlerts } from './system-alerts.ts';
import './monitoring.css';

/** Rows shown before the rest is asked for: the alerts below are the reader's work. */
const shownAtFirst = 2;

export function SystemAlertStrip({ number }: { readonly number?: string }) {
  const { t } = useTranslation('monitoring');
  const announce = useAnnounce();
  const [all, setAll] = useState(false);
  const list = useSystemAlerts(number, () => announce(t('said')));
  const alerts = list.data?.alerts.toSorted(gravestFirst) ?? [];
  if (alerts.length === 0) return null;
  const hidden = all ? 0 : Math.max(0, alerts.length - shownAtFirst);
  return (
    <section className="strip" aria-label={t('title')}>
      <ul>
        {alerts.slice(0, alerts.length - hidden).map((alert) => (
          <StripRow key={alert.id} alert={alert} named={number === undefined} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('more', { count: hidden })}
        </Button>
      )}
    </section>
  );
}

function StripRow({ alert, named }: { readonly alert: SystemAlertView; readonly named: boolean }) {
  const { t } = useTranslation('monitoring');
  const close = useCloseSystemAlert();
  const what = t(`kind.${alert.kind}`);
  const number = alert.number.label ?? alert.number.phone;
  return (
    <li>
      <SeverityMark severity={alert.severity} brief />
      <span className="strip-what">
        <WhereSettled alert={alert}>{what}</WhereSettled>
        {alert.person && (
          <>
            {' '}
            · <PersonName person={alert.person} />
          </>
        )}
        {named && (
          <>
            {' '}
            ·{' '}
            <Link to="/numbers/$number" params={{ number: alert.number.id }}>
              {number}
            </Link>
          </>
        )}
      </span>
      <Age at={alert.at} zone={alert.number.zone} />
      {alert.mayClose && (
        <Button
          variant="default"
          size="compact-sm"
          loading={close.isPending}
          aria-label={t('close-of', { what, number })}
          onClick={() => close.mutate({ id: alert.id })}
        >
          {t('close')}
        </Button>
      )}
      <ProblemNote error={close.error} />
    </li>
  );
}

/** What concerns a person is settled on their page, what concerns the number on its own. */
function WhereSettled({ alert, children }: { readonly alert: SystemAlertView; readonly children: string }) {
  if (alert.person) {
    return (
      <Link to="/people/$person" params={{ person: alert.person.id }}>
        {children}
      </Link>
    );
  }
  const params = { number: alert.number.id };
  const aboutTheLink = alert.kind === 'monitoring-interrupted' || alert.kind === 'outreach-refused';
  return aboutTheLink ? (
    <Link to="/numbers/$number/link" params={params}>
      {children}
    </Link>
  ) : (
    <Link to="/numbers/$number" params={params}>
      {children}
    </Link>
  );
}

function gravestFirst(a: SystemAlertView, b: SystemAlertView): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.at - a.at;
}
