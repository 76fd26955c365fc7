/** Places that a replay found, to be looked at: each opens its conversation there, which is recorded. */
import type { ReplayResult } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LongList } from '../ui/LongList.tsx';
import { shortTime } from '../ui/time.ts';

const allThereIs = () => undefined;

interface ReplaySamplesProps {
  readonly samples: ReplayResult['samples'];
  /** Several rules ran: each place says which fired. */
  readonly several: boolean;
}

export function ReplaySamples({ samples, several }: ReplaySamplesProps) {
  const { t, i18n } = useTranslation('lab');
  if (samples.length === 0) return null;
  return (
    <section className="samples">
      <h3>{t('samples.title', { count: samples.length })}</h3>
      <p className="quiet">{t('samples.recorded')}</p>
      <LongList
        label={t('samples.title', { count: samples.length })}
        rows={samples}
        keyOf={({ message, rule }) => `${message} ${rule}`}
        onNearEnd={allThereIs}
      >
        {({ message, conversation, number, rule, at }) => (
          <Link
            className="row row-link"
            to="/conversations/$conversation"
            params={{ conversation }}
            search={{ message }}
          >
            <span className="row-main">
              {shortTime(at, i18n.language, number.zone)} · <bdi>{number.label ?? number.phone}</bdi>
            </span>
            {several && <span className="code quiet">{rule}</span>}
          </Link>
        )}
      </LongList>
    </section>
  );
}
