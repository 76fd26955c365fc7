/** WhatsApp refused to let us write first (463): why, and a human's decision to resume. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { fullTime } from '../ui/time.ts';
import { useLinking } from './numbers.ts';

export function RefusedNote({ number }: { readonly number: NumberDetail }) {
  const { t, i18n } = useTranslation('link');
  const mayLink = useMe().acts.includes('number:link');
  const { reconnect } = useLinking();
  const refusedAt = number.link.outreachRefusedAt;
  if (refusedAt === null) return null;
  return (
    <section className="warn-note">
      <h2>{t('refused.title')}</h2>
      <p>{t('refused.text', { at: fullTime(refusedAt, i18n.language, number.zone) })}</p>
      <ProblemNote error={reconnect.error} />
      {mayLink && (
        <Button variant="default" loading={reconnect.isPending} onClick={() => reconnect.mutate({ id: number.id })}>
          {t('refused.resume')}
        </Button>
      )}
    </section>
  );
}
