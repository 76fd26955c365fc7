/** Who answers a request, and by when: taking it, handing it on, extending the period where the law lets us. */
import type { RequestDetail } from '@atalaia/monitor/api';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useRequestActs, useRightsPolicy } from './requests.ts';

interface WhoAnswersProps {
  readonly request: RequestDetail;
  /** The reader's own id. */
  readonly me: string;
}

export function WhoAnswers({ request, me }: WhoAnswersProps) {
  const { t } = useTranslation('requests');
  const [extending, setExtending] = useState(false);
  const { assign, extend } = useRequestActs();
  const dpos = useRightsPolicy().data?.dpos ?? [];
  const current = request.assignee?.id ?? '';
  const others = request.assignee && !dpos.some(({ id }) => id === current) ? [request.assignee] : [];
  const give = (user: string) => assign.mutate({ id: request.id, user: user === '' ? null : user });
  return (
    <section>
      <h2 className="section-title">{t('who.title')}</h2>
      <div className="choice-line">
        <NativeSelect
          label={t('who.label')}
          value={current}
          disabled={assign.isPending}
          data={[
            { value: '', label: t('nobody') },
            ...[...dpos, ...others].map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => give(event.currentTarget.value)}
        />
        {current !== me && (
          <Button variant="default" loading={assign.isPending} onClick={() => give(me)}>
            {t('who.take')}
          </Button>
        )}
        {request.law === 'gdpr' && request.extendedAt === null && (
          <Button variant="default" onClick={() => setExtending(true)}>
            {t('extend.button')}
          </Button>
        )}
      </div>
      <ProblemNote error={assign.error} />
      <ReasonDialog
        open={extending}
        title={t('extend.title')}
        lead={t('extend.lead')}
        button={t('extend.button')}
        busy={extend.isPending}
        error={extend.error}
        onDecide={(reason) => extend.mutate({ id: request.id, reason }, { onSuccess: () => setExtending(false) })}
        onClose={() => setExtending(false)}
      />
    </section>
  );
}
