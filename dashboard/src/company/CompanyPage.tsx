/** What holds for the whole company: by which law and how requests are answered, taking all data along, closing the account. */
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useRightsPolicy } from '../requests/requests.ts';
import { RightsPage } from '../rights/RightsPage.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { CloseAccount } from './CloseAccount.tsx';
import { CompanyExport } from './CompanyExport.tsx';
import { PolicyForm } from './PolicyForm.tsx';

export function CompanyPage() {
  const { t } = useTranslation('company');
  const { acts } = useMe();
  const policy = useRightsPolicy();
  return (
    <RightsPage title={t('title')} lead={t('lead')}>
      {policy.isPending && <SkeletonRows />}
      {policy.error && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.data && <PolicyForm policy={policy.data} />}
      {acts.includes('company:export') && <CompanyExport />}
      {acts.includes('company:close') && <CloseAccount />}
    </RightsPage>
  );
}
