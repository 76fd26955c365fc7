/** The rights of one opened person on their page: acts first, then what was handed out, asked, held back, corrected, seen. */
import type { PersonDetail, PersonRights } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ErasureLine } from '../erasures/ErasuresPage.tsx';
import { ExportLine } from '../exports/ExportLine.tsx';
import { HoldLine } from '../holds/HoldLine.tsx';
import { RequestLine } from '../requests/RequestLine.tsx';
import { ShareLine } from '../shares/ShareLine.tsx';
import { ShortList } from '../ui/ShortList.tsx';
import { Corrections } from './Corrections.tsx';
import { PersonActs } from './PersonActs.tsx';
import { PersonAlerts } from './PersonAlerts.tsx';
import { WhatIsHeld } from './WhatIsHeld.tsx';
import { WhoLooked } from './WhoLooked.tsx';

interface RightsOfPersonProps {
  readonly person: PersonDetail;
  readonly rights: PersonRights;
  /** Somebody else changed something since it was read. */
  readonly changed: boolean;
  readonly onAgain: () => void;
  /** What stands between the figures and the alerts: conversations and consent. */
  readonly children: ReactNode;
}

export function RightsOfPerson({ person, rights, changed, onAgain, children }: RightsOfPersonProps) {
  const { t } = useTranslation('people');
  const { acts } = useMe();
  const { requests, holds, exports, shares, erasures } = rights;
  return (
    <div className="person-columns">
      <div className="person-side">
        {changed && (
          <p className="note">
            {t('changed')}{' '}
            <Button variant="default" size="compact-sm" onClick={onAgain}>
              {t('changed-again')}
            </Button>
          </p>
        )}
        <PersonActs person={person} rights={rights} />
        <Part title={t('part.exports')} rows={exports} none={t('part.exports-none')}>
          {(one) => <ExportLine key={one.id} first={one} mayExport={acts.includes('person:export')} />}
        </Part>
        {(rights.portal || shares.length > 0) && (
          <Part title={t('part.shares')} rows={shares} none={t('part.shares-none')}>
            {(share) => <ShareLine key={share.id} share={share} mayShare={acts.includes('share:make')} />}
          </Part>
        )}
        <Part title={t('part.requests')} rows={requests} none={t('part.requests-none')}>
          {(request) => (
            <li key={request.id}>
              <RequestLine request={request} named={false} />
            </li>
          )}
        </Part>
        <Part title={t('part.holds')} rows={holds} none={t('part.holds-none')}>
          {(hold) => (
            <li key={hold.id}>
              <HoldLine hold={hold} mayLift={acts.includes('hold:lift')} />
            </li>
          )}
        </Part>
        {erasures.length > 0 && (
          <Part title={t('part.erasures')} rows={erasures} none="">
            {(erasure) => (
              <li key={erasure.id}>
                <ErasureLine erasure={erasure} />
              </li>
            )}
          </Part>
        )}
      </div>
      <div className="person-main">
        <WhatIsHeld rights={rights} />
        {children}
        <Corrections corrections={rights.corrections} mayDecide={acts.includes('person:correct')} />
        <PersonAlerts alerts={rights.alerts} />
        <WhoLooked looks={rights.looks} recipients={rights.recipients} />
      </div>
    </div>
  );
}

interface PartProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Said where there is nothing. */
  readonly none: string;
  readonly children: (row: Row) => ReactNode;
}

function Part<Row>({ title, rows, none, children }: PartProps<Row>) {
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      {rows.length === 0 ? <p className="quiet">{none}</p> : <ShortList rows={rows}>{children}</ShortList>}
    </section>
  );
}
