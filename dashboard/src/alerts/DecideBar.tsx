/** What can be done with the alert, always in the same place, with the keys on the buttons. */
import type { AlertDetail } from '@atalaia/monitor/api';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reading, revealReasons } from '../conversation/reading.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonPicker } from '../ui/ReasonPicker.tsx';
import type { Asking } from './AlertsPage.tsx';
import { type Decision, reasonsOf, type useDecisions } from './decisions.ts';

interface DecideBarProps {
  readonly targets: readonly string[];
  readonly asking: Asking;
  readonly onAsk: (asking: Asking) => void;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly reading: Reading<AlertDetail>;
}

const buttons: readonly { readonly decision: Decision; readonly key: string }[] = [
  { decision: 'dismissed', key: 'D' },
  { decision: 'confirmed', key: 'C' },
  { decision: 'escalated', key: 'E' },
];

export function DecideBar({ targets, asking, onAsk, decisions, reading }: DecideBarProps) {
  const { t } = useTranslation(['alerts', 'conversation']);
  const close = () => onAsk(null);
  return (
    <footer className="decide">
      <ProblemNote error={decisions.error ?? reading.revealError} />
      {asking?.kind === 'decision' && <ReasonForm decision={asking.decision} {...{ targets, decisions, close }} />}
      {asking?.kind === 'reveal' && (
        <ReasonPicker
          title={t('conversation:reveal.why')}
          reasons={revealReasons.map((value) => ({ value, label: t(`conversation:reveal.${value}`) }))}
          busy={reading.revealing}
          onPick={(reason) => {
            reading.reveal(reason);
            close();
          }}
          onCancel={close}
        />
      )}
      {asking === null && (
        <div className="decide-buttons">
          {buttons.map(({ decision, key }) => (
            <Button
              key={decision}
              variant={decision === 'confirmed' ? 'filled' : 'default'}
              disabled={targets.length === 0}
              aria-keyshortcuts={key}
              onClick={() => onAsk({ kind: 'decision', decision })}
            >
              {t(`alerts:decide.${decision}`)}
              <Kbd>{key}</Kbd>
            </Button>
          ))}
          <Button
            className="decide-reveal"
            variant="default"
            disabled={reading.data?.page.revealedUntil !== null}
            loading={reading.revealing}
            aria-keyshortcuts="R"
            onClick={() => onAsk({ kind: 'reveal' })}
          >
            {t('alerts:decide.reveal')}
            <Kbd>R</Kbd>
          </Button>
          {targets.length > 1 && <span>{t('alerts:decide.selected', { count: targets.length })}</span>}
        </div>
      )}
    </footer>
  );
}

interface ReasonFormProps {
  readonly decision: Decision;
  readonly targets: readonly string[];
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly close: () => void;
}

function ReasonForm({ decision, targets, decisions, close }: ReasonFormProps) {
  const { t } = useTranslation('alerts');
  const [comment, setComment] = useState('');
  return (
    <ReasonPicker
      title={t(`decide.why-${decision}`, { count: targets.length })}
      reasons={reasonsOf[decision].map((value) => ({ value, label: t(`reason.${value}`) }))}
      busy={decisions.busy}
      onPick={(reason) => decisions.decide({ alerts: targets, decision, reason, comment })}
      onCancel={close}
    >
      <Textarea
        label={t('decide.comment')}
        description={t('decide.comment-sealed')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
    </ReasonPicker>
  );
}
