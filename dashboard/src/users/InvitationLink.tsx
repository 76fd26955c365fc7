/** The one-time link of an invitation, shown once: whoever opens it becomes that account. */
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function InvitationLink({ link, email }: { readonly link: string; readonly email: string }) {
  const { t } = useTranslation('users');
  const address = new URL(link, location.origin).href;
  return (
    <section className="note" role="status">
      <h2>{t('link.title', { email })}</h2>
      <p>{t('link.text')}</p>
      <div className="link-line">
        <code>{address}</code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'link.copied' : 'link.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
