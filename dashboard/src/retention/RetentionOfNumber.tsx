/** What is too old on one number, what becomes so in each of the next months, and erasing it by hand. */
import type { NumberView, RetentionPreview } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortDay } from '../ui/time.ts';
import { useRetentionPreview, useRunRetention } from './retention.ts';

const figures = ['messages', 'files', 'persons', 'protected'] as const;

export function RetentionOfNumber({ number }: { readonly number: NumberView }) {
  const { t, i18n } = useTranslation('retention');
  const { acts } = useMe();
  const preview = useRetentionPreview(number.id);
  const [asking, setAsking] = useState(false);
  const shown = preview.data;
  const mayRun = acts.includes('retention:set') && acts.includes('person:erase');
  if (preview.isPending) return <SkeletonRows />;
  if (preview.error) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!shown) return null;
  const figure = new Intl.NumberFormat(i18n.language);
  return (
    <section>
      <h2 className="section-title">{t('preview.title')}</h2>
      <p>{t('preview.until', { at: shortDay(shown.until, i18n.language, number.zone), count: shown.months })}</p>
      <dl className="figures-line">
        {figures.map((kind) => (
          <div key={kind}>
            <dt>{t(`preview.${kind}`)}</dt>
            <dd>{figure.format(shown[kind])}</dd>
          </div>
        ))}
      </dl>
      <NextMonths next={shown.next} />
      {mayRun && (
        <Button color="red" variant="outline" disabled={shown.messages === 0} onClick={() => setAsking(true)}>
          {t('run.button')}
        </Button>
      )}
      <Dialog
        open={asking}
        title={t('run.title', { number: number.label ?? number.phone })}
        onClose={() => setAsking(false)}
      >
        <RunForm number={number} preview={shown} onClose={() => setAsking(false)} />
      </Dialog>
    </section>
  );
}

function RunForm(props: {
  readonly number: NumberView;
  readonly preview: RetentionPreview;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('retention');
  const navigate = useNavigate();
  const run = useRunRetention();
  const { number, preview, onClose } = props;
  const follow = (erasure: { readonly id: string } | null) =>
    erasure ? void navigate({ to: '/erasures/$erasure', params: { erasure: erasure.id } }) : onClose();
  return (
    <>
      <p>
        {t('run.text', {
          count: preview.messages,
          at: shortDay(preview.until, i18n.language, number.zone),
        })}
      </p>
      <p>{t('run.protected')}</p>
      <ProblemNote error={run.error} />
      <DialogButtons
        button={t('run.sure')}
        busy={run.isPending}
        danger
        onDo={() => run.mutate({ number: number.id }, { onSuccess: ({ erasure }) => follow(erasure) })}
        onCancel={onClose}
      />
    </>
  );
}

/** Twelve bars: height and figure; nothing where nothing goes. */
function NextMonths({ next }: Pick<RetentionPreview, 'next'>) {
  const { t, i18n } = useTranslation('retention');
  const most = Math.max(...next.map(({ messages }) => messages), 0);
  if (most === 0) return <p className="quiet">{t('preview.nothing-next')}</p>;
  const figure = new Intl.NumberFormat(i18n.language, { notation: 'compact' });
  const name = new Intl.DateTimeFormat(i18n.language, { month: 'short', timeZone: 'UTC' });
  return (
    <>
      <h3>{t('preview.next')}</h3>
      <ol className="months">
        {next.map(({ month, messages }) => (
          <li key={month}>
            <span>{figure.format(messages)}</span>
            <span aria-hidden="true" style={{ height: `${(messages / most) * 64}px` }} />
            <span>{name.format(new Date(`${month}-01T00:00Z`))}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
