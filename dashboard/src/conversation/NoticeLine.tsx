/** A notice in the thread, on one line: when it was sent, arrived and was read; its exact words for who asks. */
import type { LineView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { timeBeside } from '../ui/time.ts';

interface NoticeLineProps {
  readonly line: Extract<LineView, { kind: 'notice' }>;
  /** IANA zone of the number. */
  readonly zone: string;
  /** In a group it arrives with each member by themselves. */
  readonly group: boolean;
}

export function NoticeLine({ line, zone, group }: NoticeLineProps) {
  const { t, i18n } = useTranslation('conversation');
  const timeOf = (at: number) => timeBeside(at, line.from, i18n.language, zone);
  const name = line.revision === null ? t('notice.unnamed') : t('notice.name', { revision: line.revision });
  const { sentAt, deliveredAt, readAt, refusedAt } = line;
  const steps = group
    ? [
        sentAt !== null && t('notice.sent', { at: timeOf(sentAt) }),
        t('notice.reached', { count: line.delivered }),
        line.read > 0 && t('notice.readers', { count: line.read }),
      ]
    : [
        sentAt !== null && t('notice.sent', { at: timeOf(sentAt) }),
        deliveredAt !== null && t('notice.delivered', { at: timeOf(deliveredAt) }),
        readAt !== null && t('notice.read', { at: timeOf(readAt) }),
        refusedAt === null && deliveredAt === null && readAt === null && t('notice.under-way'),
      ];
  const refused = refusedAt !== null && t('notice.refused', { at: timeOf(refusedAt) });
  const said = `${name} ${[...steps, refused].filter(Boolean).join(' · ')}`;
  if (line.text === null) return <p>{said}</p>;
  return (
    <details>
      <summary>{said}</summary>
      <p className="notice-words" dir="auto" {...(line.language !== null && { lang: line.language })}>
        {line.text}
      </p>
    </details>
  );
}
