/** What there is to do before answering: the file and the link of an access, the erasure of a request to erase. */
import type { PersonView, RequestDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EraseDialog } from '../erasures/EraseDialog.tsx';
import { ExportDialog } from '../exports/ExportDialog.tsx';
import { ShareDialog } from '../shares/ShareDialog.tsx';
import { SimplifiedStatement } from './SimplifiedStatement.tsx';

interface RequestMeansProps {
  readonly request: RequestDetail;
  readonly person: PersonView;
}

export function RequestMeans({ request, person }: RequestMeansProps) {
  const { t } = useTranslation(['requests', 'rights']);
  const { acts } = useMe();
  const [open, setOpen] = useState<'export' | 'share' | 'erase' | null>(null);
  const close = () => setOpen(null);
  const erases = request.kind === 'erase' || request.kind === 'anonymise';
  const onlySince = request.identity === 'proved' ? null : request.onlySince;
  const answers = {
    person: person.id,
    request: request.id,
    onlySince,
    language: request.language ?? 'pt-BR',
    onClose: close,
  } as const;
  return (
    <section>
      <h2 className="section-title">{t('means.title')}</h2>
      <p className="quiet">{t(`means.${request.kind}`)}</p>
      {request.simplified !== null && <SimplifiedStatement text={request.simplified} />}
      <p className="link-line">
        {request.kind === 'access' && acts.includes('person:export') && (
          <Button variant="default" onClick={() => setOpen('export')}>
            {t('means.export')}
          </Button>
        )}
        {request.kind === 'access' && acts.includes('share:make') && request.portal && (
          <Button variant="default" onClick={() => setOpen('share')}>
            {t('means.share')}
          </Button>
        )}
        {erases && acts.includes('person:erase') && (
          <Button color="red" variant="outline" onClick={() => setOpen('erase')}>
            {t(request.kind === 'erase' ? 'means.do-erase' : 'means.do-anonymise')}
          </Button>
        )}
        <Link to="/people/$person" params={{ person: person.id }}>
          {t('means.person')}
        </Link>
      </p>
      {request.kind === 'access' && acts.includes('share:make') && !request.portal && (
        <p className="quiet small">{t('rights:share.no-portal')}</p>
      )}
      {erases && !acts.includes('person:erase') && <p className="quiet">{t('means.no-right')}</p>}
      <ExportDialog open={open === 'export'} {...answers} />
      <ShareDialog open={open === 'share'} {...answers} />
      <EraseDialog
        open={open === 'erase'}
        scope={{ kind: 'person', person: person.id }}
        anonymise={request.kind === 'anonymise'}
        request={request.id}
        onClose={close}
      />
    </section>
  );
}
