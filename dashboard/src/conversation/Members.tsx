/** Who takes part, with the consent badge; the many of a large group are behind their count. */
import type { PersonView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { PersonName } from '../ui/PersonName.tsx';

const fewPersons = 3;

export function Members({ persons }: { readonly persons: readonly PersonView[] }) {
  const { t } = useTranslation('conversation');
  const list = (
    <ul>
      {persons.map((person) => (
        <li key={person.id}>
          <Link to="/people/$person" params={{ person: person.id }}>
            <PersonName person={person} />
          </Link>{' '}
          <ConsentBadge person={person} />
        </li>
      ))}
    </ul>
  );
  if (persons.length <= fewPersons) return <div className="members">{list}</div>;
  return (
    <details className="members">
      <summary>{t('members', { count: persons.length })}</summary>
      {list}
    </details>
  );
}
