/** Search over the sealed archive: the purpose first, then the words; results stay masked. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useArchiveSearch } from './archive-search.ts';
import { ResultRow } from './ResultRow.tsx';
import { SearchForm } from './SearchForm.tsx';
import './search.css';

export function SearchPage() {
  const { t } = useTranslation('search');
  const search = useArchiveSearch();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <SearchForm busy={search.busy} onSearch={search.run} />
      <ProblemNote error={search.error} />
      {search.results?.length === 0 && <EmptyState title={t('none')} />}
      {search.results && search.results.length > 0 && (
        <section>
          <h2>{t('found', { count: search.results.length })}</h2>
          <ul className="search-results">
            {search.results.map((result) => (
              <ResultRow key={result.message.id} result={result} />
            ))}
          </ul>
        </section>
      )}
      {search.hasMore && (
        <Button variant="default" loading={search.busy} onClick={search.more}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}
