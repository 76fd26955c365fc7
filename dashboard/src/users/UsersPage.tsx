/** Who may sign in, as what, and for which numbers. On first run it leads to the second step: inviting somebody who may read. */
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useNumbers } from '../numbers/numbers.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { EndUserDialog } from './EndUserDialog.tsx';
import { GrantsDialog } from './GrantsDialog.tsx';
import { InvitationLink } from './InvitationLink.tsx';
import { InviteForm } from './InviteForm.tsx';
import { UserRow } from './UserRow.tsx';
import { useInvite, useUsers } from './users.ts';
import '../ui/forms.css';

const route = getRouteApi('/shell/users');

export function UsersPage() {
  const { t } = useTranslation('users');
  const me = useMe();
  const { first } = route.useSearch();
  const users = useUsers();
  const numbers = useNumbers();
  const invite = useInvite();
  const [ending, setEnding] = useState<string | null>(null);
  const [granting, setGranting] = useState<string | null>(null);
  const mayChange = me.acts.includes('user:change');
  const known = users.data?.users ?? [];

  return (
    <Page title={t('title')} lead={t('lead')}>
      {first && known.length < 2 && (
        <section className="note">
          <h2>{t('first.title')}</h2>
          <p>{t('first.text')}</p>
        </section>
      )}
      {mayChange && (
        <InviteForm
          key={invite.data?.user.id ?? 'first'}
          numbers={numbers.data?.numbers ?? []}
          pending={invite.isPending}
          error={invite.error}
          onInvite={(invitation) => invite.mutate(invitation)}
        />
      )}
      {invite.data && <InvitationLink link={invite.data.link} email={invite.data.user.email} />}
      <h2 className="section-title">{t('list.title')}</h2>
      {users.isPending && <SkeletonRows />}
      {users.error && <ErrorState error={users.error} onRetry={() => void users.refetch()} />}
      {known.length > 0 && (
        <ul className="rows">
          {known.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              numbers={numbers.data?.numbers ?? []}
              onEnd={mayChange && user.id !== me.id && user.state !== 'ended' ? () => setEnding(user.id) : null}
              onGrant={mayChange && user.id !== me.id && user.state !== 'ended' ? () => setGranting(user.id) : null}
            />
          ))}
        </ul>
      )}
      <GrantsDialog user={known.find(({ id }) => id === granting) ?? null} onClose={() => setGranting(null)} />
      <EndUserDialog
        user={known.find(({ id }) => id === ending) ?? null}
        users={known}
        onClose={() => setEnding(null)}
      />
    </Page>
  );
}
