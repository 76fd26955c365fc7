/** What a person said a message should read, once accepted: beside the words, never in their place. */
import type { MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { fullTime } from '../ui/time.ts';

interface CorrectionsProps {
  readonly corrections: MessageView['corrections'];
  /** IANA zone of the number. */
  readonly zone: string;
}

export function Corrections({ corrections, zone }: CorrectionsProps) {
  const { t, i18n } = useTranslation('conversation');
  return corrections.map(({ id, text, at }) => (
    <div key={id} className="bubble-correction">
      <p className="bubble-kind">{t('correction.stands', { at: fullTime(at, i18n.language, zone) })}</p>
      {text === null ? (
        <p className="bubble-gone">{t('correction.gone')}</p>
      ) : (
        <p className="bubble-text" dir="auto">
          {text}
        </p>
      )}
    </div>
  ));
}
