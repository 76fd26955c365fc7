/** What became of a message: its reactions, the votes in a poll. */
import type { AftermathView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';

export function Reactions({ reactions }: Pick<AftermathView, 'reactions'>) {
  const { t } = useTranslation('conversation');
  if (reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label={t('reactions')}>
      {reactions.map(({ author, emoji }) => (
        <li key={author?.id ?? 'us'}>
          <span>{emoji}</span> {author ? <PersonName person={author} /> : t('writer.number')}
        </li>
      ))}
    </ul>
  );
}

/** The options of a poll as they were written, in their order. */
export function PollOptions({ options }: Pick<AftermathView, 'options'>) {
  const { t } = useTranslation('conversation');
  return (
    <ol className="poll-options">
      {options.map(({ place, text, voters }) => (
        <li key={place}>
          <bdi>{text}</bdi>{' '}
          <span className="small quiet">
            {t('votes', { count: voters.length })}
            {voters.map((voter) => (
              <span key={voter?.id ?? 'us'}> · {voter ? <PersonName person={voter} /> : t('writer.number')}</span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
