/** What came to a number and what became of it: by day, added up before the reader's eyes, and the times when nobody listened. */
import type { LedgerDay, NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { Gaps } from './Gaps.tsx';
import { useCompleteness } from './numbers.ts';

const columns = ['received', 'stored', 'withheld', 'excluded', 'undecryptable'] as const;

export function Completeness({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('numbers');
  const [before, setBefore] = useState<string>();
  const page = useCompleteness(number.id, before);
  const days = page.data?.days ?? [];
  return (
    <section className="number-part">
      <h2>{t('ledger.title')}</h2>
      <p className="quiet">{t('ledger.lead')}</p>
      {page.isPending && <SkeletonRows />}
      {page.error && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isSuccess && days.length === 0 && <p className="quiet">{t('ledger.empty')}</p>}
      {days.length > 0 && (
        // A scrolled area must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1).
        <section className="ledger" aria-label={t('ledger.title')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('ledger.day')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`ledger.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('ledger.media')}</th>
                <th scope="col">{t('ledger.minutes')}</th>
                <th scope="col">{t('ledger.check')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <DayRow key={day.day} day={day} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {page.data?.next && (
        <Button variant="default" onClick={() => setBefore(page.data.next ?? undefined)}>
          {t('ledger.more')}
        </Button>
      )}
      {page.data && <Gaps gaps={page.data.gaps} zone={number.zone} />}
    </section>
  );
}

function DayRow({ day }: { readonly day: LedgerDay }) {
  const { t, i18n } = useTranslation('numbers');
  const figure = new Intl.NumberFormat(i18n.language);
  // The day is one of the number's own: noon in UTC keeps it the same day everywhere it is written.
  const name = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  const wrong = !day.addsUp || day.signature === 'broken';
  return (
    <tr>
      <th scope="row">{name.format(new Date(`${day.day}T12:00:00Z`))}</th>
      {columns.map((column) => (
        <td key={column}>{figure.format(day[column])}</td>
      ))}
      <td>
        {figure.format(day.mediaKept)}
        {day.mediaPending > 0 && <div className="small">{t('ledger.media-pending', { count: day.mediaPending })}</div>}
        {day.mediaExpired > 0 && <div className="small">{t('ledger.media-expired', { count: day.mediaExpired })}</div>}
      </td>
      <td>{figure.format(day.minutesDisconnected)}</td>
      <td className={wrong ? 'severity-critical' : undefined}>
        <span aria-hidden="true">{wrong ? '✕' : '✓'}</span> {t(day.addsUp ? 'ledger.adds-up' : 'ledger.broken')} ·{' '}
        {t(`ledger.signature.${day.signature}`)}
      </td>
    </tr>
  );
}
