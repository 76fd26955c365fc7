/** Bringing in exported chats: choose the file, say what it is and why it may be kept, watch it being read. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Page } from '../ui/Page.tsx';
import { DropZone } from './DropZone.tsx';
import { ImportForm } from './ImportForm.tsx';
import { ImportHistory } from './ImportHistory.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { useBringIn, useImport } from './imports.ts';
import '../ui/forms.css';
import './imports.css';

export function ImportsPage() {
  const { t } = useTranslation('imports');
  const me = useMe();
  const [file, setFile] = useState<File | null>(null);
  const bringIn = useBringIn();
  const followed = useImport(bringIn.data?.id ?? null);
  const again = useRef<HTMLButtonElement>(null);
  const begin = (chosen: File | null) => {
    bringIn.reset();
    setFile(chosen);
  };

  return (
    <Page title={t('title')} lead={t('lead')}>
      {me.acts.includes('import:run') && file === null && <DropZone onFile={begin} />}
      {file !== null && bringIn.isIdle && (
        <ImportForm
          file={file}
          onCancel={() => begin(null)}
          onSubmit={(announcement) => bringIn.mutate({ announcement, file })}
        />
      )}
      {file !== null && !bringIn.isIdle && (
        <ImportProgress
          fileName={file.name}
          sent={bringIn.sent}
          sending={bringIn.isPending}
          error={bringIn.error}
          running={followed.data ?? bringIn.data ?? null}
          mayReadAlerts={me.acts.includes('alert:list')}
          againRef={again}
          onAgain={() => begin(null)}
        />
      )}
      <h2 className="section-title">{t('history.title')}</h2>
      <ImportHistory />
    </Page>
  );
}
