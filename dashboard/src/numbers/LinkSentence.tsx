/** What the state of a link means and what to do about it, in words. */
import type { LinkView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';

export function LinkSentence({ link, zone }: { readonly link: LinkView; readonly zone: string }) {
  const { t, i18n } = useTranslation(['link', 'numbers']);
  const at = (time: number) => shortTime(time, i18n.language, zone);
  return (
    <div className="link-says" role="status">
      <p>
        {t(`says.${link.kind}`, { since: at(link.since) })}{' '}
        {link.lastMessageAt === null
          ? t('numbers:page.no-last')
          : t('numbers:page.last', { at: at(link.lastMessageAt) })}
      </p>
      {link.reason !== null && (
        <p>
          <strong>{t(`reason.${link.reason}.what`)}</strong> {t(`reason.${link.reason}.todo`)}
        </p>
      )}
    </div>
  );
}
