/** Something to be handed on word for word, with a button that copies it. */
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface CopyLineProps {
  /** What the button copies, for those who hear it. */
  readonly name: string;
  readonly value: string;
}

export function CopyLine({ name, value }: CopyLineProps) {
  const { t } = useTranslation('ui');
  return (
    <div className="link-line">
      <code className="code">{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" aria-label={t('copy-of', { what: name })} onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
