/** What helps to judge, in this order: why, what may I do, consent, what happened before, who looked. */
import type { AlertDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { shortTime } from '../ui/time.ts';
import { WhyAlert } from './WhyAlert.tsx';

interface ContextPaneProps {
  readonly detail: AlertDetail;
  /** Scrolls the conversation to a message. */
  readonly onFocus: (message: string) => void;
  readonly onReopen: () => void;
}

export function ContextPane({ detail, onFocus, onReopen }: ContextPaneProps) {
  const { t } = useTranslation('alerts');
  return (
    <aside className="context" aria-label={t('context.label')}>
      <WhyAlert detail={detail} onFocus={onFocus} />
      <Part title={t('context.may')}>
        <p>{t('context.may-decide')}</p>
        <p>{t('context.limits')}</p>
        <p>
          <Link
            to="/conversations/$conversation"
            params={{ conversation: detail.conversation }}
            search={{ message: detail.hits[0]?.message }}
          >
            {t('context.whole')}
          </Link>
        </p>
        {detail.state !== 'open' && (
          <Button variant="default" onClick={onReopen}>
            {t('context.reopen')}
          </Button>
        )}
      </Part>
      <Part title={t('context.consent')}>
        <ul className="context-list">
          {detail.page.persons.map((person) => (
            <li key={person.id}>
              <PersonName person={person} /> <ConsentBadge person={person} />
            </li>
          ))}
        </ul>
        {detail.origin === 'import' && <p className="quiet">{t('context.imported')}</p>}
      </Part>
      <Part title={t('context.before')}>
        <p>{t('context.similar', { ...detail.similar })}</p>
        <Decisions detail={detail} />
      </Part>
      <Readers detail={detail} />
    </aside>
  );
}

function Decisions({ detail }: { readonly detail: AlertDetail }) {
  const { t, i18n } = useTranslation('alerts');
  return (
    <>
      {detail.comment !== null && (
        <p className="context-comment" dir="auto">
          {detail.comment}
        </p>
      )}
      <ul className="context-list">
        {detail.decisions.map(({ kind, by, at, reason }) => (
          <li key={`${at} ${kind}`}>
            {t(`decided.${kind}`)}
            {reason !== null && ` (${t(`reason.${reason}`)})`} · {by} ·{' '}
            {shortTime(at, i18n.language, detail.number.zone)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Readers({ detail }: { readonly detail: AlertDetail }) {
  const { t, i18n } = useTranslation('alerts');
  return (
    <Part title={t('context.readers')}>
      {detail.readers.length === 0 && <p>{t('context.first-reader')}</p>}
      <ul className="context-list">
        {detail.readers.map(({ by, at }) => (
          <li key={`${at} ${by}`}>
            {by} · {shortTime(at, i18n.language, detail.number.zone)}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
