/** Alerts in which the person's messages stand. */
import type { PersonRights } from '@atalaia/monitor/api';
import { severityView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { ShortList } from '../ui/ShortList.tsx';
import { useTimes } from '../ui/zone.tsx';

export function PersonAlerts({ alerts }: Pick<PersonRights, 'alerts'>) {
  const { t, i18n } = useTranslation(['people', 'alerts']);
  const times = useTimes();
  if (alerts.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('alerts-of')}</h2>
      <ShortList rows={alerts}>
        {({ id, severity, state, rule, lastAt }) => (
          <li key={id} className="row">
            <SeverityMark severity={severityView.safeParse(severity).data ?? 'low'} brief />
            <Link className="row-main" to="/alerts/$alert" params={{ alert: id }} search={{}}>
              {rule}
            </Link>
            <span className="quiet small">{times.short(lastAt)}</span>
            <span className="tag">
              {i18n.exists(`alerts:state.${state}`) ? t(`alerts:state.${state}` as 'alerts:state.open') : state}
            </span>
          </li>
        )}
      </ShortList>
    </section>
  );
}
