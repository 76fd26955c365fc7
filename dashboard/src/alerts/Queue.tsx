/** The queue: filters on top, newest first, ten thousand rows like ten. */
import type { AlertRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { DigestNote } from './DigestNote.tsx';
import { QueueFilterBar } from './QueueFilterBar.tsx';
import { QueueRow } from './QueueRow.tsx';
import { QueueTools } from './QueueTools.tsx';
import { QuietDesk } from './QuietDesk.tsx';
import type { Queue as QueueState } from './queue.ts';
import type { QueueFilter } from './queue-filter.ts';

/** Pixels of a row whose sentence fits in one line; longer ones are measured. */
const usualHeight = 40;

interface QueueProps {
  readonly queue: QueueState;
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly current: string | null;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (alert: string) => void;
  readonly onSelect: (alerts: readonly string[]) => void;
  readonly onOpen: (alert: string) => void;
  readonly onKeys: () => void;
  readonly list: RefObject<HTMLDivElement | null>;
}

export function Queue(props: QueueProps) {
  const { t, i18n } = useTranslation('alerts');
  const { queue } = props;
  const total = new Intl.NumberFormat(i18n.language).format(queue.total);
  return (
    <section className="queue" aria-label={t('queue.label')}>
      <header className="queue-head">
        <h2>
          {t('title')} <span className="queue-total">{total}</span>
        </h2>
        <QueueTools onKeys={props.onKeys} />
      </header>
      <QueueFilterBar filter={props.filter} onChange={props.onFilter} />
      {(queue.waiting > 0 || queue.stale) && (
        <Button className="queue-waiting" variant="light" onClick={queue.refresh} aria-keyshortcuts="N">
          {queue.waiting > 0 ? t('queue.waiting', { count: queue.waiting }) : t('queue.stale')}
          <Kbd>N</Kbd>
        </Button>
      )}
      {props.filter.place === 'digest' && (
        <DigestNote rows={queue.rows} selected={props.selected} onSelect={props.onSelect} />
      )}
      <QueueBody {...props} />
      <p className="queue-foot">{t('recorded')}</p>
    </section>
  );
}

function QueueBody(props: QueueProps) {
  const { t } = useTranslation('alerts');
  const { queue, filter } = props;
  if (queue.loading) return <SkeletonRows />;
  if (queue.error && queue.rows.length === 0) return <ErrorState error={queue.error} onRetry={queue.refresh} />;
  if (queue.rows.length > 0) return <Rows {...props} />;
  if (filter.place === 'digest' && (filter.state ?? 'open') === 'open') {
    return (
      <EmptyState title={t('digest.empty')}>
        <Button variant="default" onClick={() => props.onFilter({})}>
          {t('empty.clear')}
        </Button>
      </EmptyState>
    );
  }
  const narrowed = filter.severity !== undefined || filter.number !== undefined;
  if (narrowed || (filter.state ?? 'open') !== 'open') {
    return (
      <EmptyState title={t('empty.filtered')}>
        <Button variant="default" onClick={() => props.onFilter({})}>
          {t('empty.clear')}
        </Button>
      </EmptyState>
    );
  }
  return <QuietDesk />;
}

function Rows({ queue, current, selected, onToggle, onOpen, list, filter }: QueueProps) {
  const { rows } = queue;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => usualHeight,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { readMore } = queue;
  const nearEnd = last >= rows.length - 20;
  useEffect(() => {
    if (nearEnd) readMore();
  }, [nearEnd, readMore]);
  const at = rows.findIndex((row) => row.id === current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  return (
    <div className="queue-list" ref={list}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row: AlertRow | undefined = rows[item.index];
          return (
            row && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-setsize={queue.total}
                aria-posinset={item.index + 1}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <QueueRow
                  row={row}
                  filter={filter}
                  current={row.id === current}
                  reachable={row.id === current || (at === -1 && item.index === 0)}
                  selected={selected.has(row.id)}
                  onToggle={() => onToggle(row.id)}
                  onOpen={() => onOpen(row.id)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
