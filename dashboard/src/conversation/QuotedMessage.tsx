/** What a message answers: the words as the archive has them, or that it has none. */
import type { MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { KindName } from './KindName.tsx';
import { WriterName } from './WriterName.tsx';

export function QuotedMessage({ quoted }: { readonly quoted: NonNullable<MessageView['quotes']> }) {
  const { t } = useTranslation('conversation');
  if (quoted.kind === 'not-kept') return <p className="quoted">{t('quote.not-kept')}</p>;
  return (
    <blockquote className="quoted" aria-label={t('quote.label')}>
      <p className="small">
        <WriterName author={quoted.author} from={quoted.from} />
        {quoted.of !== 'text' && (
          <>
            {' '}
            · <KindName kind={quoted.of} />
          </>
        )}
      </p>
      <p className="quoted-text" dir="auto">
        {quoted.text ?? <em>{t('quote.gone')}</em>}
      </p>
    </blockquote>
  );
}
