/** One message: a bubble, or a quiet line where WhatsApp or Atalaia says something. */
import type { HitView, MessageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { clockTime, fullTime } from '../ui/time.ts';
import { PollOptions, Reactions } from './Aftermath.tsx';
import { Corrections } from './Corrections.tsx';
import { HitText } from './HitText.tsx';
import { isFileKind, KeptFile } from './KeptFile.tsx';
import { KindName } from './KindName.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { QuotedMessage } from './QuotedMessage.tsx';
import { RevokedNote } from './RevokedNote.tsx';
import { useSpans } from './spans.ts';
import { Versions } from './Versions.tsx';
import { WriterName } from './WriterName.tsx';

interface MessageLineProps {
  readonly message: MessageView;
  /** Hits of the alert that is looked at, of any messages. */
  readonly hits: readonly HitView[];
  /** IANA zone of the number. */
  readonly zone: string;
  /** Whether the author stands above the bubble: the first of a run. */
  readonly named: boolean;
  /** The message, or the edit of one, that the page opens at. */
  readonly focus: string | null;
}

export function MessageLine({ message, hits, zone, named, focus }: MessageLineProps) {
  const { t, i18n } = useTranslation('conversation');
  const { edits, revoked, reactions } = message.aftermath;
  if (message.kind === 'system') {
    return (
      <li className="chat-system" data-message={message.id}>
        <Words words={message} hits={hits} damaged={message.damaged} />
      </li>
    );
  }
  const focused = message.id === focus || edits.some(({ id }) => id === focus);
  return (
    <li
      className={`bubble bubble-${message.from}${focused ? ' bubble-focused' : ''}`}
      data-message={message.id}
      data-named={named}
      data-revoked={revoked !== null}
    >
      {named && (
        <p className="bubble-author">
          <WriterName author={message.author} from={message.from} attribution={message.attribution} />
        </p>
      )}
      {message.forwarded && <p className="bubble-kind">{t('forwarded')}</p>}
      {message.quotes && <QuotedMessage quoted={message.quotes} />}
      <KindNote message={message} />
      {message.media && <KeptFile kind={message.kind} media={message.media} />}
      <Content message={message} hits={hits} />
      {edits.length > 0 && <Versions versions={[message, ...edits]} zone={zone} hits={hits} focus={focus} />}
      <Corrections corrections={message.corrections} zone={zone} />
      {revoked && <RevokedNote revoked={revoked} from={message.from} writtenAt={message.at} zone={zone} />}
      <Reactions reactions={reactions} />
      <div className="bubble-meta">
        {message.edited && edits.length === 0 && <span>{t('edited')}</span>}
        <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at, i18n.language, zone)}>
          {clockTime(message.at, i18n.language, zone)}
        </time>
        {message.text !== null && <MessageMenu message={message} />}
      </div>
    </li>
  );
}

/** The words as they stand now: those of the latest edit that can be read. A poll shows its options below its question. */
function Content({ message, hits }: Pick<MessageLineProps, 'message' | 'hits'>) {
  const { edits, options } = message.aftermath;
  const latest = edits.findLast(({ text }) => text !== null);
  if (options.length === 0) return <Words words={latest ?? message} hits={hits} damaged={message.damaged} />;
  const question = { ...message, text: message.text?.split('\n', 1)[0] ?? null };
  return (
    <>
      <Words words={question} hits={hits} damaged={message.damaged} />
      <PollOptions options={options} />
    </>
  );
}

interface WordsProps {
  readonly words: Pick<MessageView, 'id' | 'text' | 'hits'>;
  readonly hits: readonly HitView[];
  readonly damaged: boolean;
}

function Words({ words, hits, damaged }: WordsProps) {
  const { t } = useTranslation('conversation');
  const spans = useSpans(words, hits);
  if (words.text === null) return <p className="bubble-gone">{t(damaged ? 'damaged' : 'erased')}</p>;
  if (words.text === '') return null;
  return (
    <p className="bubble-text" dir="auto">
      <HitText text={words.text} hits={spans} />
    </p>
  );
}

/** What kind of message it is, and where its file is, where its text alone does not show it. */
function KindNote({ message }: { readonly message: MessageView }) {
  const { t } = useTranslation('conversation');
  const { kind, file } = message;
  if (kind === 'text' || kind === 'system') return null;
  return (
    <p className="bubble-kind">
      {file === 'missing' && isFileKind(kind) && message.text !== null ? t(`kind.${kind}`) : <KindName kind={kind} />}
      {message.viewOnce && kind !== 'view-once' && ` · ${t('kept.view-once')}`}
      {(file === 'pending' || file === 'expired' || file === 'erased') && ` · ${t(`file.${file}`)}`}
    </p>
  );
}
