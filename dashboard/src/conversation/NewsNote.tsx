/** "3 new messages · show": stays at the lower edge, so that nothing moves under the eye of who reads. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/Kbd.tsx';
import type { Growth } from './growth.ts';

interface NewsNoteProps {
  readonly growth: Growth;
  readonly busy: boolean;
  readonly onShow: () => void;
}

export function NewsNote({ growth, busy, onShow }: NewsNoteProps) {
  const { t } = useTranslation('conversation');
  const { messages, changed, missed } = growth;
  const news = [
    messages > 0 && t('news.messages', { count: messages }),
    changed.size > 0 && t('news.changes', { count: changed.size }),
    messages === 0 && changed.size === 0 && missed && t('news.missed'),
  ];
  return (
    <p className="chat-news">
      <Button variant="default" loading={busy} onClick={onShow} aria-keyshortcuts="M">
        {[...news, t('news.show')].filter(Boolean).join(' · ')}
        <Kbd>M</Kbd>
      </Button>
      <span className="small quiet">{t('recorded')}</span>
    </p>
  );
}
