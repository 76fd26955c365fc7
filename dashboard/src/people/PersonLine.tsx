/** One person in a list: pseudonym, badge, what there is of them. */
import type { PersonView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { zoneName } from '../ui/time.ts';
import { useTimes } from '../ui/zone.tsx';

interface PersonLineProps {
  readonly person: PersonView & { readonly conversations: number; readonly lastAt: number | null };
}

export function PersonLine({ person }: PersonLineProps) {
  const { t, i18n } = useTranslation('people');
  const times = useTimes();
  const { id, conversations, lastAt } = person;
  const at = lastAt !== null && `${times.short(lastAt)} (${zoneName(lastAt, i18n.language, times.zone)})`;
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
