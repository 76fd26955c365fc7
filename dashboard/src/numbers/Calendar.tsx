/** When a number answers: whether it is open now, its hours on each weekday, and the days on which nobody works. */
import type { CalendarView, NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { fullTime, timeBeside } from '../ui/time.ts';
import { CalendarForm } from './CalendarForm.tsx';
import { holidayDay, weekdays } from './calendar-days.ts';
import { useCalendar } from './numbers.ts';

export function Calendar({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('numbers');
  const mayChange = useMe().acts.includes('calendar:change');
  const [changing, setChanging] = useState(false);
  const calendar = useCalendar(number.id);
  return (
    <section className="number-part">
      <h2>{t('calendar.title')}</h2>
      <p className="quiet">{t('calendar.lead')}</p>
      {calendar.isPending && <SkeletonRows />}
      {calendar.error && <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.data &&
        (changing ? (
          <CalendarForm number={number.id} calendar={calendar.data} onDone={() => setChanging(false)} />
        ) : (
          <>
            <Facts calendar={calendar.data} />
            {mayChange && (
              <Button variant="default" onClick={() => setChanging(true)}>
                {t('calendar.change')}
              </Button>
            )}
          </>
        ))}
    </section>
  );
}

function Facts({ calendar }: { readonly calendar: CalendarView }) {
  const { t, i18n } = useTranslation('numbers');
  const { week, holidays, offered, zone, changed } = calendar;
  const names = new Map(offered.map(({ date, name }) => [date, name]));
  return (
    <>
      <NowSentence calendar={calendar} />
      <dl className="calendar-week">
        {weekdays(i18n.language).map((name, day) => {
          const opening = week[day];
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{opening ? t('calendar.hours', opening) : t('calendar.closed')}</dd>
            </div>
          );
        })}
        <div>
          <dt>{t('zone')}</dt>
          <dd>{zone}</dd>
        </div>
      </dl>
      {holidays.length === 0 ? (
        <p>{t('calendar.holidays', { count: 0 })}</p>
      ) : (
        <details className="calendar-holidays">
          <summary>{t('calendar.holidays', { count: holidays.length })}</summary>
          <ul>
            {holidays.map((date) => {
              const name = names.get(date);
              return (
                <li key={date}>
                  {holidayDay(date, i18n.language)}
                  {name && <span className="quiet"> · {t(`calendar.holiday.${name}`)}</span>}
                </li>
              );
            })}
          </ul>
        </details>
      )}
      <p className="quiet small">
        {changed
          ? t('calendar.changed', { by: changed.by, at: fullTime(changed.at, i18n.language, zone) })
          : t('calendar.usual')}
      </p>
    </>
  );
}

function NowSentence({ calendar: { open, next, zone } }: { readonly calendar: CalendarView }) {
  const { t, i18n } = useTranslation('numbers');
  if (!next) return <p>{t('calendar.never')}</p>;
  const { opens, closes } = next;
  if (open) return <p>{t('calendar.open', { at: timeBeside(closes, opens, i18n.language, zone) })}</p>;
  return (
    <p>
      {t('calendar.next', {
        from: fullTime(opens, i18n.language, zone),
        to: timeBeside(closes, opens, i18n.language, zone),
      })}
    </p>
  );
}
