/** One found message, masked, with the way to its conversation. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HitText } from '../conversation/HitText.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { shortTime } from '../ui/time.ts';
import { useTranslated } from '../ui/translated.ts';
import type { Result } from './archive-search.ts';

export function ResultRow({ result: { conversation, number, message } }: { readonly result: Result }) {
  const { t, i18n } = useTranslation('search');
  const translated = useTranslated();
  const hits = message.hits.map(({ start, end, severity, rule }) => ({
    start,
    end,
    severity,
    title: translated(rule.title),
  }));
  return (
    <li>
      <p className="search-meta">
        <PersonName person={message.author} /> · <bdi>{number.label ?? number.phone}</bdi> ·{' '}
        {shortTime(message.at, i18n.language, number.zone)}
      </p>
      <p className="search-text" dir="auto">
        <HitText text={message.text ?? ''} hits={hits} />
      </p>
      <Link to="/conversations/$conversation" params={{ conversation }} search={{ message: message.id }}>
        {t('open')}
      </Link>
    </li>
  );
}
