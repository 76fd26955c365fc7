/** Says that names are shown, for how long still, and hides them when the time is over or at once if asked. */
import type { ConversationPage } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reading } from './reading.ts';

interface RevealCountdownProps {
  readonly page: Pick<ConversationPage, 'revealedUntil' | 'now'>;
  readonly reading: Pick<Reading<unknown>, 'conceal' | 'expire'>;
}

/** Give it a key that changes with each reading: it counts from when it is first drawn. */
export function RevealCountdown({ page, reading }: RevealCountdownProps) {
  const { t } = useTranslation('conversation');
  const granted = page.revealedUntil === null ? null : page.revealedUntil - page.now;
  const elapsed = useElapsed();
  const left = granted === null ? null : Math.max(0, granted - elapsed);
  const over = left === 0;
  const expire = useEffectEvent(reading.expire);
  useEffect(() => {
    if (over) expire();
  }, [over]);
  if (left === null) return null;
  const seconds = Math.ceil(left / 1000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p className="reveal-countdown">
      <span>{t('reveal.until', { clock })}</span>
      <Button variant="default" className="reveal-conceal" onClick={reading.conceal}>
        {t('reveal.conceal')}
      </Button>
    </p>
  );
}

/** Milliseconds since the first drawing, told every second. The greater of two clocks: one stands still while a laptop sleeps, the other can be set back. */
function useElapsed(): number {
  const [start] = useState(() => ({ wall: Date.now(), steady: performance.now() }));
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(
      () => setElapsed(Math.max(Date.now() - start.wall, performance.now() - start.steady)),
      1000,
    );
    return () => window.clearInterval(timer);
  }, [start]);
  return elapsed;
}
