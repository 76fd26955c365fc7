/** The notices of one language: the draft on top, the one in force, the versions before it. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import type { Language } from '../i18n/texts.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { NoticeForm } from './NoticeForm.tsx';
import { NoticeVersion } from './NoticeVersion.tsx';
import { ofLanguage, useNotices, useProposal } from './notices.ts';

export function LanguageNotices({ number, language }: { readonly number: NumberDetail; readonly language: Language }) {
  const { t } = useTranslation('notices');
  const mayWrite = useMe().acts.includes('notice:draft');
  const [writing, setWriting] = useState(false);
  const notices = useNotices(number.id);
  const proposal = useProposal(number.id, language, mayWrite);
  if (notices.error) return <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />;
  if (!notices.data) return <SkeletonRows />;
  const { draft, live, retired } = ofLanguage(notices.data.notices, language);
  return (
    <>
      {!live && (
        <p>
          {t('none')} {language === number.language && t('none-main')}
        </p>
      )}
      {proposal.data && proposal.data.missing.length > 0 && (
        <p className="warn-note">
          {t('missing')}{' '}
          <Link to="/numbers/$number/capture" params={{ number: number.id }}>
            {t('missing-link')}
          </Link>
        </p>
      )}
      {writing && proposal.data ? (
        <NoticeForm
          number={number.id}
          language={language}
          begun={draft ?? live}
          proposal={proposal.data}
          onDone={() => setWriting(false)}
        />
      ) : (
        <>
          {draft && <DraftNotice notice={draft} live={live} number={number} onEdit={() => setWriting(true)} />}
          {mayWrite && !draft && (
            <p>
              <Button disabled={!proposal.data} onClick={() => setWriting(true)}>
                {t(live ? 'change' : 'write')}
              </Button>
            </p>
          )}
        </>
      )}
      {live && <NoticeVersion notice={live} zone={number.zone} />}
      {retired.length > 0 && (
        <details className="notice-history">
          <summary>{t('history')}</summary>
          {retired.map((notice) => (
            <NoticeVersion key={notice.id} notice={notice} zone={number.zone} />
          ))}
        </details>
      )}
    </>
  );
}
