/** Linking a number: the risks first, then the code, then the state with what to do about it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { fullTime } from '../ui/time.ts';
import { LinkSentence } from './LinkSentence.tsx';
import { NumberFrame } from './NumberFrame.tsx';
import { useLinking } from './numbers.ts';
import { PairPanel } from './PairPanel.tsx';
import { RefusedNote } from './RefusedNote.tsx';
import { RiskForm } from './RiskForm.tsx';
import { UnlinkDialog } from './UnlinkDialog.tsx';

export function LinkPage() {
  const { t, i18n } = useTranslation(['link', 'numbers']);
  const mayLink = useMe().acts.includes('number:link');
  const { reconnect } = useLinking();
  const [unlinking, setUnlinking] = useState(false);
  return (
    <NumberFrame title={() => t('title')}>
      {(number) => (
        <>
          <LinkSentence link={number.link} zone={number.zone} />
          <RefusedNote number={number} />
          {!mayLink && <p className="quiet">{t('pair.only-admin')}</p>}
          {mayLink && number.risk === null && <RiskForm number={number} />}
          {mayLink && number.risk !== null && (
            <>
              <p className="quiet small">
                {t('risk.read', {
                  by: number.risk.by,
                  at: fullTime(number.risk.at, i18n.language, number.zone),
                })}
              </p>
              <PairPanel number={number} />
              <ProblemNote error={reconnect.error} />
              <div className="form-buttons">
                {(number.link.kind === 'waiting' || number.link.kind === 'stopped') && (
                  <Button
                    variant="default"
                    loading={reconnect.isPending}
                    onClick={() => reconnect.mutate({ id: number.id })}
                  >
                    {t('again')}
                  </Button>
                )}
                {number.link.kind !== 'unlinked' && number.link.kind !== 'pairing' && (
                  <Button variant="subtle" onClick={() => setUnlinking(true)}>
                    {t('unlink.button')}
                  </Button>
                )}
              </div>
              <UnlinkDialog number={number} open={unlinking} onClose={() => setUnlinking(false)} />
            </>
          )}
        </>
      )}
    </NumberFrame>
  );
}
