/** Sets a number's hours for each weekday, and its holidays. */
import type { CalendarView } from '@atalaia/monitor/api';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { weekdays } from './calendar-days.ts';
import { HolidayChoice } from './HolidayChoice.tsx';
import { useChangeCalendar } from './numbers.ts';

type Opening = CalendarView['week'][number];

interface CalendarFormProps {
  readonly number: string;
  readonly calendar: CalendarView;
  readonly onDone: () => void;
}

const usual = { opens: '09:00', closes: '18:00' };

export function CalendarForm({ number, calendar, onDone }: CalendarFormProps) {
  const { t, i18n } = useTranslation('numbers');
  const [week, setWeek] = useState<readonly Opening[]>(calendar.week);
  const [holidays, setHolidays] = useState<readonly string[]>(calendar.holidays);
  const change = useChangeCalendar();
  const setDay = (day: number, opening: Opening) => setWeek(week.map((one, at) => (at === day ? opening : one)));
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        const { revision } = calendar;
        change.mutate({ id: number, week: [...week], holidays: [...holidays], revision }, { onSuccess: onDone });
      }}
    >
      <fieldset className="choices">
        <legend>{t('calendar.week')}</legend>
        {weekdays(i18n.language).map((name, day) => (
          <Day key={name} name={name} opening={week[day] ?? null} onChange={(opening) => setDay(day, opening)} />
        ))}
      </fieldset>
      <HolidayChoice holidays={holidays} offered={calendar.offered} onChange={setHolidays} />
      <ProblemNote error={change.error} />
      <div className="form-buttons">
        <Button type="submit" loading={change.isPending}>
          {t('keep')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

interface DayProps {
  readonly name: string;
  readonly opening: Opening;
  readonly onChange: (opening: Opening) => void;
}

function Day({ name, opening, onChange }: DayProps) {
  const { t } = useTranslation('numbers');
  return (
    <div className="calendar-day">
      <Checkbox
        label={name}
        checked={opening !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      {opening ? (
        <>
          <TextInput
            type="time"
            required
            aria-label={t('calendar.opens', { day: name })}
            value={opening.opens}
            onChange={(event) => onChange({ ...opening, opens: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            required
            aria-label={t('calendar.closes', { day: name })}
            // A browser has no 24:00: midnight at the end of the day is its 00:00.
            value={opening.closes === '24:00' ? '00:00' : opening.closes}
            onChange={(event) => {
              const { value } = event.currentTarget;
              onChange({ ...opening, closes: value === '00:00' ? '24:00' : value });
            }}
          />
        </>
      ) : (
        <span className="quiet">{t('calendar.closed')}</span>
      )}
    </div>
  );
}
