/** One message: a bubble, or a quiet line where WhatsApp or Atalaia says something. */
import type { HitView, MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';
import { clockTime, fullTime } from '../ui/time.ts';
import { useTranslated } from '../ui/translated.ts';
import { HitText } from './HitText.tsx';
import { KeptFile } from './KeptFile.tsx';

interface MessageLineProps {
  readonly message: MessageView;
  readonly hits: readonly HitView[];
  /** IANA zone of the number. */
  readonly zone: string;
  /** Whether the author stands above the bubble: the first of a run. */
  readonly named: boolean;
  readonly focused: boolean;
}

export function MessageLine({ message, hits, zone, named, focused }: MessageLineProps) {
  const { i18n } = useTranslation();
  if (message.kind === 'system') {
    return (
      <li className="chat-system" data-message={message.id}>
        <Words message={message} hits={hits} />
      </li>
    );
  }
  return (
    <li
      className={`bubble bubble-${message.from}${focused ? ' bubble-focused' : ''}`}
      data-message={message.id}
      data-named={named}
    >
      {named && (
        <p className="bubble-author">
          <PersonName person={message.author} />
        </p>
      )}
      <KindNote message={message} />
      {message.media && <KeptFile message={message.id} kind={message.kind} media={message.media} />}
      <Words message={message} hits={hits} />
      <p className="bubble-meta">
        <EditedNote message={message} />
        <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at, i18n.language, zone)}>
          {clockTime(message.at, i18n.language, zone)}
        </time>
      </p>
    </li>
  );
}

function Words({ message, hits }: Pick<MessageLineProps, 'message' | 'hits'>) {
  const { t } = useTranslation('conversation');
  const translated = useTranslated();
  if (message.text === null) return <p className="bubble-gone">{t(message.damaged ? 'damaged' : 'erased')}</p>;
  if (message.text === '') return null;
  const spans = hits.map(({ start, end, severity, rule }) => ({ start, end, severity, title: translated(rule.title) }));
  return (
    <p className="bubble-text" dir="auto">
      <HitText text={message.text} hits={spans} />
    </p>
  );
}

/** What kind of message it is, where its text alone does not show it. */
function KindNote({ message }: { readonly message: MessageView }) {
  const { t } = useTranslation('conversation');
  if (message.kind === 'text' || message.kind === 'system') return null;
  const missing = message.media === null && message.text !== null;
  return <p className="bubble-kind">{t(`${missing ? 'kind' : 'kept'}.${message.kind}`)}</p>;
}

function EditedNote({ message }: { readonly message: MessageView }) {
  const { t } = useTranslation('conversation');
  return message.edited ? <span>{t('edited')}</span> : null;
}
