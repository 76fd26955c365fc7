/** The person's direct conversations; each is closed until it is opened, which is recorded. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../ui/zone.tsx';

export function PersonConversations({ conversations }: Pick<PersonDetail, 'conversations'>) {
  const { t } = useTranslation('people');
  const times = useTimes();
  return (
    <section>
      <h2 className="section-title">{t('conversations-of.title')}</h2>
      {conversations.length === 0 && <p className="quiet">{t('conversations-of.none')}</p>}
      {conversations.length > 0 && (
        <ul className="rows">
          {conversations.map(({ id, number, messages, lastAt }) => (
            <li key={id} className="row">
              <Link className="row-main" to="/conversations/$conversation" params={{ conversation: id }} search={{}}>
                <bdi>{number.label ?? number.phone}</bdi>
              </Link>
              <span className="quiet small">
                {t('conversations-of.messages', { count: messages })}
                {lastAt !== null && ` · ${times.short(lastAt)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
