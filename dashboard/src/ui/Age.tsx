/** How long ago something happened, in few characters; the full date on hover. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullTime } from './time.ts';

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** `at`: milliseconds since the epoch. `zone`: IANA name for the full date; the browser's if absent. */
export function Age({ at, zone }: { readonly at: number; readonly zone?: string }) {
  const { t, i18n } = useTranslation('ui');
  const now = useNow(30_000);
  return (
    <time className="age" dateTime={new Date(at).toISOString()} title={fullTime(at, i18n.language, zone)}>
      {age(Math.max(0, now - at), i18n.language) ?? t('age.now')}
    </time>
  );
}

/** The time, told again every `every` milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), every);
    return () => window.clearInterval(timer);
  }, [every]);
  return now;
}

function age(past: number, language: string): string | null {
  const step = steps.find(({ ms }) => past >= ms);
  if (!step) return null;
  const count = Math.floor(past / step.ms);
  return new Intl.NumberFormat(language, { style: 'unit', unit: step.unit, unitDisplay: 'narrow' }).format(count);
}
