/** How many alerts a reviewer should get in a day; what is less grave and beyond it waits in the digest. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useMe } from '../app/session.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { LabPage } from './LabPage.tsx';

export function BudgetPage() {
  const { t } = useTranslation('lab');
  const mayChange = useMe().acts.includes('budget:change');
  const budget = useQuery(api.alertBudget.read.queryOptions());
  return (
    <LabPage title={t('budget.title')} lead={t('budget.lead')}>
      {budget.isPending && <SkeletonRows />}
      {budget.error && <ErrorState error={budget.error} onRetry={() => void budget.refetch()} />}
      {budget.data && (
        <>
          <section className="figures" aria-label={t('budget.today')}>
            <dl>
              <div>
                <dt>{t('budget.reviewers')}</dt>
                <dd>{budget.data.reviewers}</dd>
              </div>
              {budget.data.today.map(({ zone, live, imported }, _, { length }) => (
                <Fragment key={zone}>
                  <div>
                    <dt>
                      {t('budget.desk-today')} {length > 1 && zone}
                    </dt>
                    <dd>{live}</dd>
                  </div>
                  <div>
                    <dt>
                      {t('budget.imported-today')} {length > 1 && zone}
                    </dt>
                    <dd>{imported}</dd>
                  </div>
                </Fragment>
              ))}
              <div>
                <dt>{t('budget.in-digest')}</dt>
                <dd>
                  <Link to="/alerts" search={{ place: 'digest' }}>
                    {t('budget.see', { count: budget.data.digest })}
                  </Link>
                </dd>
              </div>
            </dl>
            <p>{t('budget.counted')}</p>
          </section>
          {mayChange ? (
            <BudgetForm now={budget.data.perReviewerPerDay} />
          ) : (
            <p>
              {budget.data.perReviewerPerDay === null
                ? t('budget.none')
                : t('budget.now', { count: budget.data.perReviewerPerDay })}
            </p>
          )}
        </>
      )}
    </LabPage>
  );
}

function BudgetForm({ now }: { readonly now: number | null }) {
  const { t } = useTranslation('lab');
  const queryClient = useQueryClient();
  const [most, setMost] = useState(now === null ? '' : String(now));
  const set = useMutation(
    api.alertBudget.set.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.alertBudget.read.key() }),
    }),
  );
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ perReviewerPerDay: most === '' ? null : Number(most) });
      }}
    >
      <TextInput
        type="number"
        label={t('budget.most')}
        description={t('budget.explained')}
        min={1}
        max={10_000}
        value={most}
        onChange={(event) => setMost(event.currentTarget.value)}
      />
      <ProblemNote error={set.error} />
      <div>
        <Button type="submit" loading={set.isPending}>
          {t('budget.keep')}
        </Button>
      </div>
      <p role="status">{set.isSuccess && t('budget.kept')}</p>
    </form>
  );
}
