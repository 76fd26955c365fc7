/** That a message was deleted for everyone: the archive keeps the original, so the words above stay readable. */
import type { AftermathView, MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { fullTime, timeBeside } from '../ui/time.ts';
import { WriterName } from './WriterName.tsx';

interface RevokedNoteProps {
  readonly revoked: NonNullable<AftermathView['revoked']>;
  readonly from: MessageView['from'];
  /** When the message was written. */
  readonly writtenAt: number;
  readonly zone: string;
}

export function RevokedNote({ revoked, from, writtenAt, zone }: RevokedNoteProps) {
  const { t, i18n } = useTranslation('conversation');
  return (
    <p className="bubble-revoked">
      {t('deleted')} · {revoked.author && <WriterName author={revoked.author} from={from} />}{' '}
      <span title={fullTime(revoked.at, i18n.language, zone)}>
        {timeBeside(revoked.at, writtenAt, i18n.language, zone)}
      </span>
    </p>
  );
}
