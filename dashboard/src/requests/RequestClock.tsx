/** How long there still is to answer: shape, word and colour together. Half and four fifths of the period are when we remind. */
import type { RequestRow } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/Age.tsx';
import { timeLeft } from '../ui/time.ts';
import { useTimes } from '../ui/zone.tsx';

const marks = { over: '◆', soon: '▲', half: '●', early: '○' } as const;

type ClockOf = Pick<RequestRow, 'state' | 'receivedAt' | 'dueAt' | 'extendedAt' | 'answer'>;

export function RequestClock({ request }: { readonly request: ClockOf }) {
  const { t, i18n } = useTranslation('requests');
  const times = useTimes();
  const now = useNow(60_000);
  const { state, receivedAt, dueAt, extendedAt, answer } = request;
  const due = extendedAt ?? dueAt;
  if (state !== 'open') {
    return (
      <span className="clock clock-closed">
        {answer ? t('clock.answered', { at: times.day(answer.at) }) : t(`state.${state}`)}
      </span>
    );
  }
  const stage = stageOf(receivedAt, due, now);
  const left = timeLeft(Math.abs(due - now), i18n.language);
  return (
    <span className={`clock clock-${stage}`} title={t('clock.due', { at: times.full(due) })}>
      <span aria-hidden="true">{marks[stage]}</span>
      <span>{t(stage === 'over' ? 'clock.over' : 'clock.left', { time: left })}</span>
    </span>
  );
}

function stageOf(receivedAt: number, due: number, now: number): keyof typeof marks {
  const gone = (now - receivedAt) / Math.max(1, due - receivedAt);
  if (gone >= 1) return 'over';
  if (gone >= 0.8) return 'soon';
  return gone >= 0.5 ? 'half' : 'early';
}
