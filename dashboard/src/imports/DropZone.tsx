/** Where an exported chat is dropped; the same by button, for keyboard and phone. */
import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTranslation('imports');
  const [over, setOver] = useState(false);
  return (
    <section
      className={over ? 'drop drop-over' : 'drop'}
      aria-label={t('drop.label')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <IconFileImport size={32} stroke={1.5} aria-hidden="true" />
      <p className="state-title">{t('drop.title')}</p>
      <p className="quiet">{t('drop.text')}</p>
      <FileButton accept=".txt,.zip,text/plain,application/zip" onChange={(file) => file && onFile(file)}>
        {(button) => <Button {...button}>{t('drop.button')}</Button>}
      </FileButton>
    </section>
  );
}
