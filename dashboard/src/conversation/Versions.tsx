/** All versions of an edited message, each with what changed; open by itself where an earlier one has a hit. */
import type { HitView, VersionView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { fullTime, timeBeside } from '../ui/time.ts';
import { type HitSpan, HitText } from './HitText.tsx';
import { useSpans } from './spans.ts';
import { wordDiff } from './word-diff.ts';

interface VersionsProps {
  /** Oldest first; the first is the message as it was sent. */
  readonly versions: readonly VersionView[];
  readonly zone: string;
  /** Hits of the alert that is looked at, besides those that the versions carry. */
  readonly hits: readonly HitView[];
  readonly focus: string | null;
}

export function Versions({ versions, zone, hits, focus }: VersionsProps) {
  const { t } = useTranslation('conversation');
  const earlier = versions.slice(0, -1);
  const hit = earlier.some((version) => version.hits.length > 0 || hits.some(({ message }) => message === version.id));
  return (
    <details className="versions" open={hit || versions.slice(1).some(({ id }) => id === focus)}>
      <summary>{t('versions.show')}</summary>
      <ol>
        {versions.map((version, index) => (
          <Version
            key={version.id}
            version={version}
            before={versions[index - 1]}
            sentAt={versions[0]?.at ?? version.at}
            zone={zone}
            hits={hits}
          />
        ))}
      </ol>
    </details>
  );
}

interface VersionProps extends Pick<VersionsProps, 'zone' | 'hits'> {
  readonly version: VersionView;
  readonly before: VersionView | undefined;
  readonly sentAt: number;
}

function Version({ version, before, sentAt, zone, hits }: VersionProps) {
  const { t, i18n } = useTranslation('conversation');
  const spans = useSpans(version, hits);
  return (
    // The first version is the message itself, which has its own place in the thread.
    <li {...(before && { 'data-message': version.id })}>
      <span className="small quiet" title={fullTime(version.at, i18n.language, zone)}>
        {timeBeside(version.at, sentAt, i18n.language, zone)}
        {!before && ` · ${t('versions.first')}`}
      </span>
      <p className="bubble-text" dir="auto">
        {version.text === null ? (
          <em>{t('versions.unreadable')}</em>
        ) : before?.text ? (
          <Changes before={before.text} after={version.text} hits={spans} />
        ) : (
          <HitText text={version.text} hits={spans} />
        )}
      </p>
    </li>
  );
}

interface ChangesProps {
  readonly before: string;
  readonly after: string;
  readonly hits: readonly HitSpan[];
}

function Changes({ before, after, hits }: ChangesProps) {
  return wordDiff(before, after).map(({ kind, text, start }) => {
    const key = `${kind} ${start}`;
    if (kind === 'removed') return <del key={key}>{text}</del>;
    const here = hits.map((hit) => ({ ...hit, start: hit.start - start, end: hit.end - start }));
    const marked = <HitText key={key} text={text} hits={here} />;
    return kind === 'added' ? <ins key={key}>{marked}</ins> : marked;
  });
}
