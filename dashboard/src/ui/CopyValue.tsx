/** A button that copies something word for word. */
import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface CopyValueProps {
  /** What the button copies, for those who hear it. */
  readonly name: string;
  readonly value: string;
}

export function CopyValue({ name, value }: CopyValueProps) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" aria-label={copied ? undefined : t('copy-of', { what: name })} onClick={copy}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
      )}
    </CopyButton>
  );
}
