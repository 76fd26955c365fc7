/** What a search for a person found, with the way on to those met earlier and back to everybody. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonLine } from './PersonLine.tsx';
import type { useSeekPersons } from './seek.ts';

export function FoundPersons({ seeking }: { readonly seeking: ReturnType<typeof useSeekPersons> }) {
  const { t } = useTranslation('people');
  const { persons, hasMore, busy, more, showAll } = seeking;
  if (persons === null) return null;
  return (
    <section aria-live="polite">
      <h2 className="section-title">{t('seek.found', { count: persons.length })}</h2>
      {persons.length === 0 && !hasMore && <p className="quiet">{t('seek.none')}</p>}
      {persons.length > 0 && (
        <ul className="rows">
          {persons.map((person) => (
            <li key={person.id}>
              <PersonLine person={person} />
            </li>
          ))}
        </ul>
      )}
      <p className="link-line">
        {hasMore && (
          <Button variant="default" loading={busy} onClick={more}>
            {t('seek.more')}
          </Button>
        )}
        <Button variant="subtle" onClick={showAll}>
          {t('seek.all')}
        </Button>
      </p>
    </section>
  );
}
