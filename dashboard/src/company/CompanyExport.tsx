/** The whole company's data as one signed ZIP: it leaves the house, so it is asked once more. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportLine } from '../exports/ExportLine.tsx';
import { useLanguage } from '../i18n/texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useCompanyExport } from './company.ts';

export function CompanyExport() {
  const { t } = useTranslation('company');
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const { begin, begun } = useCompanyExport();
  return (
    <section className="panel-form">
      <h2>{t('export.title')}</h2>
      <p>{t('export.lead')}</p>
      {begun && (
        <ul className="rows">
          <ExportLine first={begun} mayExport />
        </ul>
      )}
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('export.button')}
        </Button>
      </div>
      <Dialog open={asking} title={t('export.sure')} onClose={() => setAsking(false)}>
        <p>{t('export.sure-text')}</p>
        <ProblemNote error={begin.error} />
        <DialogButtons
          button={t('export.button')}
          busy={begin.isPending}
          onDo={() => begin.mutate({ language }, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        />
      </Dialog>
    </section>
  );
}
