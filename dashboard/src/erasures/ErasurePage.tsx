/** One erasure: how far it is, what went and what stays, its certificate. It names nobody: the person is gone. */
import type { ErasureView } from '@atalaia/monitor/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { RightsPage } from '../rights/RightsPage.tsx';
import { ScopeText } from '../rights/ScopeText.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useAnnounceChange } from '../ui/LiveRegion.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTimes } from '../ui/zone.tsx';
import { ErasureSteps } from './ErasureSteps.tsx';
import { useErasure } from './erasures.ts';
import { stateOf } from './state-of.ts';
import { UndoErasure } from './UndoErasure.tsx';

const route = getRouteApi('/shell/erasures/$erasure');

export function ErasurePage() {
  const { t } = useTranslation('erasures');
  const times = useTimes();
  const { erasure: id } = route.useParams();
  const { me } = route.useRouteContext();
  const reading = useErasure(id);
  const erasure = reading.data;
  useAnnounceChange(erasure ? t(`state.${stateOf(erasure)}`) : '');
  return (
    <RightsPage
      title={t(erasure?.mode === 'anonymise' ? 'page.title-anonymise' : 'page.title')}
      lead={erasure && <ScopeText scope={erasure.scope} />}
    >
      <p>
        <Link to="/erasures">{t('page.back')}</Link>
      </p>
      {reading.isPending && <SkeletonRows />}
      {reading.error && <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />}
      {erasure && (
        <>
          <p>
            <strong>{t(`state.${stateOf(erasure)}`)}</strong> ·{' '}
            {t('page.by', { by: erasure.by, at: times.full(erasure.confirmedAt) })} · {t(`source.${erasure.source}`)}
            {erasure.objected && ` · ${t('page.objected')}`}
          </p>
          {me.acts.includes('person:erase') && <UndoErasure erasure={erasure} />}
          {erasure.state === 'undone' ? <p className="note">{t('page.undone')}</p> : <ErasureSteps erasure={erasure} />}
          {erasure.journals > 0 && <p className="danger-note">{t('page.journals', { count: erasure.journals })}</p>}
          <Counted erasure={erasure} />
          {erasure.certifiedAt !== null && <Certificate erasure={erasure} />}
        </>
      )}
    </RightsPage>
  );
}

/** Kinds in the order shown; a count that has no word of its own is not shown. */
const counted = [
  'messages',
  'files',
  'conversations',
  'consents',
  'requests',
  'exports',
  'evidence',
  'mentions',
  'alerts',
  'auditEntries',
] as const;

function Counted({ erasure }: { readonly erasure: ErasureView }) {
  const { t, i18n } = useTranslation('erasures');
  const figure = new Intl.NumberFormat(i18n.language);
  const shown = counted.filter((kind) => (erasure.counts[kind] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('page.counts')}</h2>
      <dl className="figures-line">
        {shown.map((kind) => (
          <div key={kind}>
            <dt>{t(`count.${kind}`)}</dt>
            <dd>{figure.format(erasure.counts[kind] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Certificate({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useTranslation('erasures');
  const language = useLanguage();
  const address = `/api/erasures/${erasure.id}/certificate`;
  return (
    <section>
      <h2 className="section-title">{t('certificate.title')}</h2>
      <p>{t('certificate.lead')}</p>
      <p className="link-line">
        <a href={`${address}.pdf?language=${language}`} download>
          {t('certificate.pdf')}
        </a>
        <a href={`${address}.json`} download>
          {t('certificate.json')}
        </a>
        <span className="small quiet">{t('certificate.recorded')}</span>
      </p>
    </section>
  );
}
