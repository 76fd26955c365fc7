/** One person in a list: pseudonym, badge, what there is of them. */
import type { PersonView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { shortTime, zoneName } from '../ui/time.ts';

interface PersonLineProps {
  readonly person: PersonView & { readonly conversations: number; readonly lastAt: number | null };
}

export function PersonLine({ person }: PersonLineProps) {
  const { t, i18n } = useTranslation('people');
  const { id, conversations, lastAt } = person;
  const at = lastAt !== null && `${shortTime(lastAt, i18n.language)} (${zoneName(lastAt, i18n.language)})`;
  return (
    <Link className="row row-link" to="/people/$person" params={{ person: id }}>
      <span className="row-main">
        <PersonName person={person} />
      </span>
      <ConsentBadge person={person} />
      <span className="quiet small">
        {[conversations > 0 && t('conversations', { count: conversations }), at !== false && t('last', { at })]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Link>
  );
}
