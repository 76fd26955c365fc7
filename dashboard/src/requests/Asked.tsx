/** What was asked, in the person's own words, and what was answered. */
import type { RequestDetail } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CorrectedMessage } from '../people/CorrectedMessage.tsx';
import { Facts } from '../ui/Facts.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { useTimes } from '../ui/zone.tsx';
import { isLimb } from './limbs.ts';

export function Asked({ request }: { readonly request: RequestDetail }) {
  const { t } = useTranslation('requests');
  const times = useTimes();
  const { person, number, words, correction, answer, answerText, extendedAt, extensionText } = request;
  return (
    <section>
      <Facts
        rows={[
          {
            label: t('fact.person'),
            value: person ? (
              <Link to="/people/$person" params={{ person: person.id }}>
                <PersonName person={person} />
              </Link>
            ) : (
              t('person-gone')
            ),
          },
          {
            label: t('fact.how'),
            value: [t(`source.${request.source}`), number && (number.label ?? number.phone)]
              .filter(Boolean)
              .join(' · '),
          },
          { label: t('fact.received'), value: times.full(request.receivedAt) },
          {
            label: t('fact.due'),
            value: `${times.full(request.dueAt)} (${t(`law.${request.law}.${request.kind}`)})`,
          },
          { label: t('fact.extended'), value: extendedAt !== null && times.full(extendedAt) },
          {
            label: t('fact.reminded'),
            value: request.reminded !== 'none' && t(`reminded.${request.reminded}`),
          },
        ]}
      />
      {(correction === null || words !== correction.text) && (
        <>
          <h2 className="section-title">{t('words')}</h2>
          {words === null || words === '' ? (
            <p className="quiet">{t('words-none')}</p>
          ) : (
            <p className="words" dir="auto">
              {words}
            </p>
          )}
        </>
      )}
      {correction && (
        <>
          <h2 className="section-title">{t('correction')}</h2>
          <p>
            {t(`correction-of.${correction.field}`)} <CorrectedMessage correction={correction} />
          </p>
          <p className="words" dir="auto">
            {correction.text ?? t('correction-gone')}
          </p>
        </>
      )}
      {extensionText !== null && (
        <>
          <h2 className="section-title">{t('extension-text')}</h2>
          <p className="words" dir="auto">
            {extensionText}
          </p>
        </>
      )}
      {answer && (
        <>
          <h2 className="section-title">{t('answer-given')}</h2>
          <p>
            <strong>{t(`answered.${answer.kind}`)}</strong>
            {isLimb(answer.limb) && ` · ${t(`limb.${answer.limb}.name`)}`} · {answer.by} · {times.full(answer.at)}
          </p>
          {answerText !== null && (
            <p className="words" dir="auto">
              {answerText}
            </p>
          )}
        </>
      )}
    </section>
  );
}
