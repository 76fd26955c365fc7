/** Says that names are shown, for how long still, and hides them at once if asked. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/Age.tsx';

interface RevealCountdownProps {
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly onConceal: () => void;
}

export function RevealCountdown({ until, onConceal }: RevealCountdownProps) {
  const { t } = useTranslation('conversation');
  const left = Math.max(0, Math.round((until - useNow(1000)) / 1000));
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <p className="reveal-countdown">
      <span>{t('reveal.until', { clock })}</span>
      <Button variant="default" className="reveal-conceal" onClick={onConceal}>
        {t('reveal.conceal')}
      </Button>
    </p>
  );
}
