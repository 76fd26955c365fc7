/** One replay on a page of its own: what was asked, then how it goes and what it found. */
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';
import { LabPage } from './LabPage.tsx';
import { ReplayOutcome } from './ReplayOutcome.tsx';
import { useReplay } from './replays.ts';

export function ReplayPage() {
  const { t, i18n } = useTranslation('lab');
  const { replay: id = '' } = useParams({ strict: false });
  const replay = useReplay(id).data;
  const day = (at: number) => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(at);
  return (
    <LabPage title={t('replay.one')}>
      <p>
        <Link to="/lab/replays">{t('replay.another')}</Link>
      </p>
      {replay && (
        <p className="quiet">
          {replay.what === 'running' ? t('replay.running') : <span className="code">{replay.rules[0]}</span>}
          {' · '}
          {replay.numbers?.map(({ label, phone }) => label ?? phone).join(', ') ?? t('replay.all-numbers')}
          {replay.from !== null && ` · ${t('replay.since', { day: day(replay.from) })}`}
          {replay.until !== null && ` · ${t('replay.up-to', { day: day(replay.until - 1) })}`}
          {' · '}
          {t('replay.by', { by: replay.by, at: shortTime(replay.createdAt, i18n.language), count: replay.total })}
        </p>
      )}
      <ReplayOutcome id={id} />
    </LabPage>
  );
}
