/** A dashed line between messages: what was not kept and why, when nobody listened, what the person was told and answered. */
import type { LineView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';
import { clockTime, shortTime, timeBeside } from '../ui/time.ts';
import { NoticeLine } from './NoticeLine.tsx';

interface QuietLineProps {
  readonly line: LineView;
  /** IANA zone of the number. */
  readonly zone: string;
  /** In a group it is said who was told. */
  readonly group: boolean;
}

export function QuietLine({ line, zone, group }: QuietLineProps) {
  return (
    <li className={`chat-system quiet-line quiet-line-${line.kind}`}>
      <QuietWords line={line} zone={zone} group={group} />
    </li>
  );
}

function QuietWords({ line, zone, group }: QuietLineProps) {
  const { t, i18n } = useTranslation(['conversation', 'ui']);
  const clock = (at: number) => clockTime(at, i18n.language, zone);
  switch (line.kind) {
    case 'withheld':
      return (
        <p>
          {line.more && `${t('withheld.more')} `}
          {t('withheld.count', { count: line.count })}: {t(`withheld.${line.reason}`)} · {clock(line.from)}
          {clock(line.to) !== clock(line.from) && `–${clock(line.to)}`}
        </p>
      );
    case 'gap': {
      const { from, to, content } = line;
      const why = t(`ui:gap-reason.${line.reason}`);
      if (to === null) return <p>{t('gap.lasting', { from: shortTime(from, i18n.language, zone), why })}</p>;
      if (to - from < 60_000) return <p>{t(`gap.short.${content}`, { from: clock(from), why })}</p>;
      const times = { from: timeBeside(from, to, i18n.language, zone), to: timeBeside(to, from, i18n.language, zone) };
      return <p>{t(`gap.${content}`, { ...times, why })}</p>;
    }
    case 'notice':
      return <NoticeLine line={line} zone={zone} group={group} />;
    case 'consent':
      return (
        <p>
          {t(`ui:consent-event.${line.event}`)} · {clock(line.from)}
          {group &&
            line.persons.map((person) => (
              <span key={person.id}>
                {' '}
                · <PersonName person={person} />
              </span>
            ))}
        </p>
      );
    default:
      throw new TypeError(`No words for the line ${String(line satisfies never)}`);
  }
}
