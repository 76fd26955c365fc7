/** Who opened what of this person, and to whom it was handed. */
import type { PersonRights } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { ShortList } from '../ui/ShortList.tsx';
import { useTimes } from '../ui/zone.tsx';

export function WhoLooked({ looks, recipients }: Pick<PersonRights, 'looks' | 'recipients'>) {
  const { t, i18n } = useTranslation(['people', 'audit', 'shell']);
  const times = useTimes();
  const roleOf = (role: string) =>
    i18n.exists(`shell:role.${role}`) ? t(`shell:role.${role}` as 'shell:role.dpo') : role;
  const actOf = (act: string) =>
    i18n.exists(`audit:act.${act}`) ? t(`audit:act.${act}` as 'audit:act.person-read') : act;
  return (
    <>
      <section>
        <h2 className="section-title">{t('recipients.title')}</h2>
        {recipients.length === 0 && <p className="quiet">{t('recipients.none')}</p>}
        {recipients.length > 0 && (
          <ShortList rows={recipients}>
            {({ kind, by, at }) => (
              <li key={`${at} ${kind} ${by}`} className="row">
                <span className="row-main">{t(`recipients.${kind}`)}</span>
                <span className="quiet small">
                  {by} · {times.short(at)}
                </span>
              </li>
            )}
          </ShortList>
        )}
      </section>
      <section>
        <h2 className="section-title">{t('looks.title')}</h2>
        {looks.length === 0 && <p className="quiet">{t('looks.none')}</p>}
        {looks.length > 0 && (
          <ShortList rows={looks}>
            {({ by, role, act, at }) => (
              <li key={`${at} ${act} ${by}`} className="row">
                <span className="row-main">
                  <bdi>{by}</bdi> <span className="quiet small">{roleOf(role)}</span> {actOf(act)}
                </span>
                <span className="quiet small">{times.short(at)}</span>
              </li>
            )}
          </ShortList>
        )}
      </section>
    </>
  );
}
