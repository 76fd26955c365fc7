/** The holidays of a calendar: each may be taken away, one may be added, and a year's national ones at once. */
import type { CalendarView } from '@atalaia/monitor/api';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holidayDay } from './calendar-days.ts';

interface HolidayChoiceProps {
  readonly holidays: readonly string[];
  readonly offered: CalendarView['offered'];
  readonly onChange: (holidays: readonly string[]) => void;
}

export function HolidayChoice({ holidays, offered, onChange }: HolidayChoiceProps) {
  const { t, i18n } = useTranslation('numbers');
  const [date, setDate] = useState('');
  const names = new Map(offered.map((one) => [one.date, one.name]));
  const years = Map.groupBy(offered, (one) => one.date.slice(0, 4));
  const add = (dates: readonly string[]) => onChange([...new Set([...holidays, ...dates])].sort());
  return (
    <fieldset className="choices">
      <legend>{t('calendar.holidays', { count: holidays.length })}</legend>
      <div className="form-buttons">
        {Array.from(years, ([year, days]) => (
          <Button
            key={year}
            variant="default"
            disabled={days.every((one) => holidays.includes(one.date))}
            onClick={() => add(days.map((one) => one.date))}
          >
            {t('calendar.national', { year })}
          </Button>
        ))}
      </div>
      <div className="calendar-add">
        <TextInput
          type="date"
          label={t('calendar.date')}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={date === ''}
          onClick={() => {
            add([date]);
            setDate('');
          }}
        >
          {t('calendar.add')}
        </Button>
      </div>
      {holidays.length > 0 && (
        <ul className="rows">
          {holidays.map((one) => {
            const name = names.get(one);
            const day = holidayDay(one, i18n.language);
            return (
              <li key={one} className="row">
                <span className="row-main">
                  {day}
                  {name && <span className="quiet"> · {t(`calendar.holiday.${name}`)}</span>}
                </span>
                <Button
                  variant="subtle"
                  aria-label={t('calendar.remove-day', { day })}
                  onClick={() => onChange(holidays.filter((each) => each !== one))}
                >
                  {t('calendar.remove')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </fieldset>
  );
}
