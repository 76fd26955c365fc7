/** A kept file: nothing is fetched or seen until it is asked for, because each look is recorded and may hurt. */
import type { MessageView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../app/preferences.ts';
import { fileSize } from '../ui/file-size.ts';

interface KeptFileProps {
  readonly kind: MessageView['kind'];
  readonly media: NonNullable<MessageView['media']>;
}

export function KeptFile({ kind, media }: KeptFileProps) {
  const { t, i18n } = useTranslation('conversation');
  const [asked, setAsked] = useState(false);
  const size = fileSize(media.size, i18n.language);
  if (!media.shownInline) {
    return (
      <p className="kept-file">
        <a href={addressOf(media.id)} download={media.name ?? ''}>
          {t('file.download', { size })}
        </a>
        {media.name !== null && <bdi> {media.name}</bdi>} <span className="small">{t('recorded')}</span>
      </p>
    );
  }
  if (!asked) {
    return (
      <div className="kept-file kept-file-closed">
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('file.show', { size })}
        </Button>
        <span className="small">{t('recorded')}</span>
      </div>
    );
  }
  return (
    <Played
      address={addressOf(media.id)}
      type={media.type}
      label={isFileKind(kind) ? t(`kept.${kind}`) : t('kept.document')}
    />
  );
}

function Played({ address, type, label }: { readonly address: string; readonly type: string; readonly label: string }) {
  const { t } = useTranslation('conversation');
  const [failed, setFailed] = useState(false);
  const greyscale = usePreference('greyscale');
  if (failed) return <p className="bubble-gone">{t('file.failed')}</p>;
  const look = greyscale ? 'kept-media kept-media-grey' : 'kept-media';
  const shared = { src: address, onError: () => setFailed(true) };
  if (type.startsWith('image/')) return <img {...shared} className={look} alt={label} />;
  if (type.startsWith('audio/')) {
    return (
      <audio {...shared} controls aria-label={label}>
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <video {...shared} className={look} controls muted aria-label={label}>
      <track kind="captions" />
    </video>
  );
}

const fileKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

export function isFileKind(kind: MessageView['kind']): kind is (typeof fileKinds)[number] {
  return fileKinds.some((known) => known === kind);
}

function addressOf(message: string): string {
  return `/api/messages/${message}/media`;
}
