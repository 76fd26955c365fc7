/** One alert: closed until asked for; then its conversation, its context, and what can be decided. */
import type { AlertDetail, AlertRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Conversation } from '../conversation/Conversation.tsx';
import { RevealCountdown } from '../conversation/RevealCountdown.tsx';
import type { Reading } from '../conversation/reading.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { AlertHead } from './AlertHead.tsx';
import type { Asking } from './AlertsPage.tsx';
import { ChangedNote } from './ChangedNote.tsx';
import { ContextPane } from './ContextPane.tsx';
import { DecideBar } from './DecideBar.tsx';
import type { useDecisions } from './decisions.ts';
import { Evidence } from './Evidence.tsx';
import { Gate } from './Gate.tsx';

interface AlertPaneProps {
  readonly alert: string | null;
  readonly row: AlertRow | undefined;
  /** Whether the person asked to open it. */
  readonly asked: boolean;
  readonly reading: Reading<AlertDetail>;
  readonly onOpen: () => void;
  readonly onBack: () => void;
  /** The alerts that a decision would be about. */
  readonly targets: readonly string[];
  readonly asking: Asking;
  readonly onAsk: (asking: Asking) => void;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly queueEmpty: boolean;
}

export function AlertPane(props: AlertPaneProps) {
  const { t } = useTranslation('alerts');
  const { alert, row, asked, reading } = props;
  const [side, setSide] = useState<'conversation' | 'context'>('conversation');
  const [focus, setFocus] = useState<string | null>(null);
  const detail = reading.data;
  const shownMessage = focus ?? detail?.message ?? null;

  return (
    <section className="alert" aria-label={t('alert.label')} data-side={side}>
      {alert !== null && (
        <div className="alert-bar">
          <Button
            className="alert-back"
            variant="subtle"
            leftSection={<IconArrowLeft size={16} />}
            onClick={props.onBack}
          >
            {t('alert.back')}
          </Button>
          {detail && (
            <Button
              className="alert-side"
              variant="default"
              onClick={() => setSide(side === 'context' ? 'conversation' : 'context')}
            >
              {t(side === 'context' ? 'alert.show-conversation' : 'alert.show-context')}
            </Button>
          )}
        </div>
      )}
      <div className="alert-main">
        <div className="alert-reading">
          {alert === null && !props.queueEmpty && (
            <EmptyState title={t('alert.choose')}>{t('alert.choose-how')}</EmptyState>
          )}
          {alert !== null && !asked && <Gate row={row} onOpen={props.onOpen} />}
          {alert !== null && asked && reading.error && <ErrorState error={reading.error} onRetry={reading.again} />}
          {alert !== null && asked && !reading.error && !detail && <SkeletonRows />}
          {detail && (
            <>
              <AlertHead detail={detail} />
              <ChangedNote key={reading.turn} alert={detail.id} onAgain={reading.again} />
              <Evidence detail={detail} />
              <RevealCountdown key={`${reading.turn} countdown`} page={detail.page} reading={reading} />
              <Conversation key={reading.turn} page={detail.page} hits={detail.hits} focus={shownMessage} />
            </>
          )}
        </div>
        <DecideBar
          targets={props.targets}
          asking={props.asking}
          onAsk={props.onAsk}
          decisions={props.decisions}
          reading={reading}
        />
      </div>
      {detail && (
        <ContextPane detail={detail} onFocus={setFocus} onReopen={() => props.decisions.reopen([detail.id])} />
      )}
    </section>
  );
}
