/** Who wrote a message, and how that is known where the company did: by device, by roster, or only the number. */
import type { MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';

interface WriterNameProps {
  readonly author: MessageView['author'];
  readonly from: MessageView['from'];
  readonly attribution?: MessageView['attribution'];
}

export function WriterName({ author, from, attribution = null }: WriterNameProps) {
  const { t } = useTranslation('conversation');
  if (!author && from === 'agent') return <span className="person">{t('writer.number')}</span>;
  return (
    <>
      <PersonName person={author} />
      {attribution === 'device' && <span className="small quiet"> {t('writer.by-device')}</span>}
      {attribution === 'roster' && <span className="small quiet"> {t('writer.by-roster')}</span>}
    </>
  );
}
