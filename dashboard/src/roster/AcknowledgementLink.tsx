/** The one-time link by which an agent reads the policy, shown once. */
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShownLink } from './RosterPage.tsx';

export function AcknowledgementLink({ shown }: { readonly shown: ShownLink }) {
  const { t } = useTranslation('roster');
  const address = new URL(shown.link, location.origin).href;
  return (
    <section className="note" role="status">
      <h2>{t('link.title', { name: shown.name })}</h2>
      <p>{t('link.text')}</p>
      {shown.waits && <p>{t('link.waits')}</p>}
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
