/** One number: how it is, what is missing, what came and what became of it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { SystemAlertStrip } from '../monitoring/SystemAlertStrip.tsx';
import { Calendar } from './Calendar.tsx';
import { Completeness } from './Completeness.tsx';
import { LinkSentence } from './LinkSentence.tsx';
import { NumberFrame } from './NumberFrame.tsx';
import { NumberNameForm } from './NumberNameForm.tsx';
import { NumberScope } from './NumberScope.tsx';
import { Readiness } from './Readiness.tsx';
import { RefusedNote } from './RefusedNote.tsx';

export function NumberPage() {
  const { t } = useTranslation('numbers');
  const mayChange = useMe().acts.includes('number:change');
  const [naming, setNaming] = useState(false);
  return (
    <NumberFrame title={() => t('page.title')}>
      {(number) => (
        <>
          <SystemAlertStrip number={number.id} />
          {!number.usable && <p className="problem-note">{t('page.unusable')}</p>}
          <LinkSentence link={number.link} zone={number.zone} />
          <RefusedNote number={number} />
          <Readiness number={number} />
          <Calendar number={number} />
          <Completeness number={number} />
          <NumberScope number={number} />
          {mayChange &&
            (naming ? (
              <NumberNameForm number={number} onDone={() => setNaming(false)} />
            ) : (
              <Button variant="default" onClick={() => setNaming(true)}>
                {t('page.name')}
              </Button>
            ))}
        </>
      )}
    </NumberFrame>
  );
}
