/** The go-live checklist: each item with where it is done. Capture begins only when the server says that nothing is missing. */
import type { NumberDetail, ReadinessItem } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { fullTime } from '../ui/time.ts';
import { DisarmDialog } from './DisarmDialog.tsx';
import { useArming } from './numbers.ts';
import { TestLink } from './TestLink.tsx';

/** Where each item is done, in the order in which people do them. */
const places = {
  controller: '/numbers/$number/capture',
  'dpo-contact': '/numbers/$number/capture',
  basis: '/numbers/$number/capture',
  purposes: '/numbers/$number/capture',
  mode: '/numbers/$number/capture',
  retention: '/numbers/$number/capture',
  'duty-manager': '/numbers/$number/capture',
  notice: '/numbers/$number/notices',
  roster: '/numbers/$number/roster',
  acknowledgements: '/numbers/$number/roster',
  'recovery-kit': null,
  link: '/numbers/$number/link',
  test: null,
} as const satisfies Record<ReadinessItem, string | null>;

export function Readiness({ number }: { readonly number: NumberDetail }) {
  const { t, i18n } = useTranslation('numbers');
  const { acts } = useMe();
  const { arm } = useArming();
  const [disarming, setDisarming] = useState(false);
  const armed = number.armedAt !== null;
  const ready = number.missing.length === 0;
  return (
    <section className="number-part">
      <h2>{t(armed ? 'ready.armed-title' : 'ready.title')}</h2>
      {number.armedAt !== null && (
        <p>{t('ready.since', { at: fullTime(number.armedAt, i18n.language, number.zone) })}</p>
      )}
      {armed && !ready && <p className="warn-note">{t('ready.armed-missing')}</p>}
      {(!armed || !ready) && (
        <ul className="rows">
          {(Object.keys(places) as ReadinessItem[]).map((item) => (
            <ReadinessRow key={item} item={item} number={number} />
          ))}
        </ul>
      )}
      <ProblemNote error={arm.error} />
      {acts.includes('number:arm') ? (
        armed ? (
          <Button variant="default" onClick={() => setDisarming(true)}>
            {t('ready.disarm')}
          </Button>
        ) : ready ? (
          <Button loading={arm.isPending} onClick={() => arm.mutate({ id: number.id })}>
            {t('ready.arm')}
          </Button>
        ) : (
          <p className="quiet small">{t('ready.not-yet')}</p>
        )
      ) : (
        !armed && <p className="quiet small">{t('ready.only-dpo')}</p>
      )}
      <DisarmDialog number={number} open={disarming} onClose={() => setDisarming(false)} />
    </section>
  );
}

function ReadinessRow({ item, number }: { readonly item: ReadinessItem; readonly number: NumberDetail }) {
  const { t } = useTranslation('numbers');
  const { acts } = useMe();
  const missing = number.missing.includes(item);
  const place = places[item];
  const open = place !== null && (place !== '/numbers/$number/roster' || acts.includes('roster:list'));
  return (
    <li className="row" data-missing={missing}>
      <span aria-hidden="true" className="ready-mark">
        {missing ? '○' : '✓'}
      </span>
      <div className="row-main">
        {open ? (
          <Link to={place} params={{ number: number.id }}>
            {t(`ready.item.${item}`)}
          </Link>
        ) : (
          t(`ready.item.${item}`)
        )}
        {item === 'recovery-kit' && missing && <p className="quiet small">{t('ready.kit-explained')}</p>}
        {item === 'test' && acts.includes('number:link') && <TestLink number={number} />}
      </div>
      <span className={missing ? 'tag' : 'tag ready-done'}>{t(missing ? 'ready.missing' : 'ready.done')}</span>
    </li>
  );
}
