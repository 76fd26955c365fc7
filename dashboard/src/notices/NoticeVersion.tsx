/** One version of a notice: its words as the phone shows them, who wrote and approved them, their hash. */
import type { NoticeRow } from '@atalaia/monitor/api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';
import { PhonePreview } from './PhonePreview.tsx';

interface NoticeVersionProps {
  readonly notice: NoticeRow;
  readonly zone: string;
  readonly children?: ReactNode;
}

export function NoticeVersion({ notice, zone, children }: NoticeVersionProps) {
  const { t, i18n } = useTranslation('notices');
  const at = (time: number) => shortTime(time, i18n.language, zone);
  return (
    <section className="notice">
      <PhonePreview text={notice.chat} />
      <div className="notice-about">
        <p>
          <span className={notice.state === 'live' ? 'tag ready-done' : 'tag'}>{t(`state.${notice.state}`)}</span>{' '}
          {t('revision', { revision: notice.revision })} {notice.material && `· ${t('material')}`}
        </p>
        {notice.outdated && notice.state !== 'retired' && <p className="warn-note">{t('outdated')}</p>}
        <p className="quiet small">
          {t('written', { by: notice.by, at: at(notice.createdAt) })}
          {notice.approvedBy !== null && notice.approvedAt !== null && (
            <> · {t('approved', { by: notice.approvedBy, at: at(notice.approvedAt) })}</>
          )}
        </p>
        <p className="quiet small">
          {t('hash')}: <code className="code">{notice.hash}</code>
        </p>
        <details>
          <summary>{t('long')}</summary>
          <p className="notice-long" dir="auto">
            {notice.long}
          </p>
        </details>
        {children}
      </div>
    </section>
  );
}
