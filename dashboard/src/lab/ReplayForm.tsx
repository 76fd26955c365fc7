/** Asks on which numbers and which days a replay looks, says that it is recorded, and starts it. */
import type { RuleProblemView } from '@atalaia/monitor/api';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { type ReplayAsked, useStartReplay } from './replays.ts';

interface ReplayFormProps {
  /** Null while there is nothing that could be replayed. */
  readonly what: ReplayAsked['what'] | null;
  readonly onStarted: (replay: string) => void;
  /** Fields that choose what is replayed. */
  readonly children?: ReactNode;
}

export function ReplayForm({ what, onStarted, children }: ReplayFormProps) {
  const { t } = useTranslation('lab');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState({ from: '', until: '' });
  const numbers = useQuery(api.numbers.list.queryOptions()).data?.numbers ?? [];
  const start = useStartReplay();
  const refused = start.data?.kind === 'refused' ? start.data.problems : [];
  return (
    <form
      className="panel-form wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (!what) return;
        start.mutate(
          { what, ...(chosen.length > 0 && { numbers: [...chosen] }), ...periodOf(days) },
          { onSuccess: (answer) => answer.kind === 'started' && onStarted(answer.replay.id) },
        );
      }}
    >
      {children}
      {numbers.length > 1 && (
        <fieldset className="choices">
          <legend>{t('replay.numbers')}</legend>
          {numbers.map(({ id, label, phone }) => (
            <Checkbox
              key={id}
              label={label ?? phone}
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          ))}
        </fieldset>
      )}
      <div className="diff-choice">
        <TextInput
          type="date"
          label={t('replay.from')}
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('replay.until')}
          min={days.from}
          value={days.until}
          onChange={(event) => setDays({ ...days, until: event.currentTarget.value })}
        />
      </div>
      <p className="quiet small">{t('replay.recorded')}</p>
      <ProblemNote error={start.error} />
      {refused.length > 0 && <Refused problems={refused} />}
      <div>
        <Button type="submit" disabled={!what} loading={start.isPending}>
          {t('replay.start')}
        </Button>
      </div>
    </form>
  );
}

function Refused({ problems }: { readonly problems: readonly RuleProblemView[] }) {
  const { t } = useTranslation('lab');
  return (
    <p className="problem-note" role="alert">
      {t('replay.refused', { count: problems.length })}
    </p>
  );
}

/** From the first moment of one day up to the end of the other, where the reader is; an empty field sets no end. */
function periodOf({ from, until }: { readonly from: string; readonly until: string }) {
  const dayAfter = (day: string, more: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + more).getTime();
  };
  return { ...(from !== '' && { from: dayAfter(from, 0) }), ...(until !== '' && { until: dayAfter(until, 1) }) };
}
