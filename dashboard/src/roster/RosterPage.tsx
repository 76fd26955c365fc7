/** The agents of a number: who writes on which device, and who has acknowledged the policy. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { NumberFrame } from '../numbers/NumberFrame.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { AcknowledgementLink } from './AcknowledgementLink.tsx';
import { AddAgentForm } from './AddAgentForm.tsx';
import { AgentPolicy } from './AgentPolicy.tsx';
import { AgentRow } from './AgentRow.tsx';
import { useRoster } from './roster.ts';

export interface ShownLink {
  readonly name: string;
  readonly link: string;
  /** The agent joins the roster only after acknowledging. */
  readonly waits: boolean;
}

export function RosterPage() {
  const { t } = useTranslation('roster');
  return (
    <NumberFrame title={() => t('title')} lead={t('lead')}>
      {(number) => <Agents number={number} />}
    </NumberFrame>
  );
}

function Agents({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('roster');
  const mayChange = useMe().acts.includes('roster:change');
  const roster = useRoster(number.id);
  const [shown, setShown] = useState<ShownLink | null>(null);
  if (roster.error) return <ErrorState error={roster.error} onRetry={() => void roster.refetch()} />;
  if (!roster.data) return <SkeletonRows />;
  const { agents, policy } = roster.data;
  return (
    <>
      {mayChange && <AddAgentForm number={number.id} onLink={setShown} />}
      {shown && <AcknowledgementLink shown={shown} />}
      {agents.length === 0 && <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>}
      {agents.length > 0 && (
        <ul className="rows">
          {agents.map((agent) => (
            <AgentRow key={agent.agent.id} row={agent} number={number} mayChange={mayChange} onLink={setShown} />
          ))}
        </ul>
      )}
      <AgentPolicy number={number} policy={policy} mayChange={mayChange} />
    </>
  );
}
