/** A person as shown: role and pseudonym, or the name while it is revealed; nobody is a group, or somebody erased. */
import type { PersonView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

interface PersonNameProps {
  readonly person: PersonView | null;
  /** When who it was about was erased; in milliseconds since the epoch. */
  readonly erasedAt?: number | null;
}

export function PersonName({ person, erasedAt = null }: PersonNameProps) {
  const { t } = useTranslation('ui');
  if (!person) return <span className="person">{t(erasedAt === null ? 'person.group' : 'person.erased')}</span>;
  const shown = person.name ?? person.phone;
  return (
    <span className="person">
      {shown === null ? t(`person.${person.role}`) : <bdi>{shown}</bdi>}{' '}
      <span className="person-code">{person.code}</span>
    </span>
  );
}
