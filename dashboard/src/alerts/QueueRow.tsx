/** An alert in one sentence: how grave, what happened, with whom, on which number, since when. */
import type { AlertRow } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Age } from '../ui/Age.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useTranslated } from '../ui/translated.ts';
import type { QueueFilter } from './queue-filter.ts';

interface QueueRowProps {
  readonly row: AlertRow;
  readonly filter: QueueFilter;
  readonly current: boolean;
  /** Whether Tab stops here: one row of the list. */
  readonly reachable: boolean;
  readonly selected: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

export function QueueRow({ row, filter, current, reachable, selected, onToggle, onOpen }: QueueRowProps) {
  const { t } = useTranslation('alerts');
  const title = useTranslated()(row.rule.title);
  const tab = reachable ? 0 : -1;
  return (
    <div className="queue-row" data-current={current} data-selected={selected}>
      <input
        type="checkbox"
        className="queue-check"
        checked={selected}
        onChange={onToggle}
        tabIndex={tab}
        aria-label={t('queue.select', { title })}
      />
      <Link
        to="/alerts/$alert"
        params={{ alert: row.id }}
        search={filter}
        className="queue-link"
        tabIndex={tab}
        aria-current={current ? 'true' : undefined}
        onClick={onOpen}
      >
        <SeverityMark severity={row.severity} brief />
        <span className="queue-title">{title}</span>
        <span className="queue-who">
          <PersonName person={row.person} erasedAt={row.erasedAt} /> · <bdi>{row.number.label ?? row.number.phone}</bdi>
          {row.hitCount > 1 && ` · ${t('queue.hits', { count: row.hitCount })}`}
          {row.origin === 'import' && ` · ${t('queue.historical')}`}
        </span>
        <Age at={row.raisedAt} zone={row.number.zone} />
      </Link>
    </div>
  );
}
