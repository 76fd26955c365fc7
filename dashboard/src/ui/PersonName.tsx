/** A person as shown: role and pseudonym, or the name while it is revealed. */
import type { PersonView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

export function PersonName({ person }: { readonly person: PersonView | null }) {
  const { t } = useTranslation('ui');
  if (!person) return <span className="person">{t('person.group')}</span>;
  const shown = person.name ?? person.phone;
  return (
    <span className="person">
      {shown === null ? t(`person.${person.role}`) : <bdi>{shown}</bdi>}{' '}
      <span className="person-code">{person.code}</span>
    </span>
  );
}
