/** What the person was told and answered: what, when, how, which text, with the proof of each notice. */
import type { ConsentRow, PersonDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useProveConsent } from './person.ts';

interface TimelineProps {
  readonly person: PersonDetail;
  readonly mayExport: boolean;
}

export function Timeline({ person, mayExport }: TimelineProps) {
  const { t } = useTranslation('people');
  const prove = useProveConsent();
  return (
    <section>
      <h2 className="section-title">{t('timeline.title')}</h2>
      {person.timeline.length === 0 && <p className="quiet">{t('timeline.none')}</p>}
      {person.timelineMore && <p className="quiet">{t('timeline.more')}</p>}
      {person.timeline.length > 0 && (
        <ol className="rows timeline">
          {person.timeline.map((row) => (
            <TimelineRow key={row.id} row={row} />
          ))}
        </ol>
      )}
      {mayExport && person.timeline.length > 0 && (
        <p className="link-line">
          <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate({ id: person.id })}>
            {t('timeline.export')}
          </Button>
          <span className="small quiet">{t('timeline.export-recorded')}</span>
        </p>
      )}
      <ProblemNote error={prove.error} />
    </section>
  );
}

function TimelineRow({ row }: { readonly row: ConsentRow }) {
  const { t } = useTranslation(['people', 'ui']);
  const times = useTimes();
  const { number, text, hash, message, by, basis } = row;
  const facts = [
    t(`timeline.how.${row.how}`),
    number.label ?? number.phone,
    basis && t(`timeline.basis.${basis}`),
    by !== null && t('timeline.by', { who: by }),
  ];
  return (
    <li className="row timeline-row">
      <div className="row-main">
        <strong>{t(`ui:consent-event.${row.kind}`)}</strong>
        <div className="quiet small">{facts.filter(Boolean).join(' · ')}</div>
        {(text !== null || hash !== null || message !== null) && (
          <details className="small">
            <summary>{t('timeline.text')}</summary>
            {text !== null && (
              <p className="timeline-text" dir="auto">
                {text}
              </p>
            )}
            <dl className="timeline-proof">
              {hash !== null && (
                <>
                  <dt>{t('timeline.hash')}</dt>
                  <dd>
                    <code>{hash}</code>
                  </dd>
                </>
              )}
              {message !== null && (
                <>
                  <dt>{t('timeline.message')}</dt>
                  <dd>
                    <code>{message}</code>
                  </dd>
                </>
              )}
            </dl>
          </details>
        )}
      </div>
      <time className="quiet small" dateTime={new Date(row.at).toISOString()}>
        {times.full(row.at)}
      </time>
    </li>
  );
}
