/** One request in a list: how long there is, what is asked, who asks, who answers. */
import type { RequestRow } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';
import { RequestClock } from './RequestClock.tsx';

interface RequestLineProps {
  readonly request: RequestRow;
  /** Whether to say who asks: not on their own page. */
  readonly named?: boolean;
}

export function RequestLine({ request, named = true }: RequestLineProps) {
  const { t } = useTranslation('requests');
  const { id, kind, person, number, source, identity, state, assignee, answer } = request;
  return (
    <Link className="row row-link request-row" to="/requests/$request" params={{ request: id }}>
      <RequestClock request={request} />
      <span className="row-main">
        <strong>{t(`kind.${kind}`)}</strong>
        {named && <> · {person ? <PersonName person={person} /> : t('person-gone')}</>}
        <span className="quiet small">
          {' · '}
          {[
            t(`source.${source}`),
            number && (number.label ?? number.phone),
            t(`identity.${identity}`),
            answer && t(`answered.${answer.kind}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className="quiet small">{assignee?.name ?? answer?.by ?? (state === 'open' && t('nobody'))}</span>
    </Link>
  );
}
