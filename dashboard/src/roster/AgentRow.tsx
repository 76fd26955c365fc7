/** One agent: device and period, how far they are with the policy, and what may be done. */
import type { NumberDetail, RosterAgent } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { shortTime } from '../ui/time.ts';
import { DeviceSelect, useDeviceName } from './DeviceSelect.tsx';
import type { ShownLink } from './RosterPage.tsx';
import { useRosterChanges } from './roster.ts';

interface AgentRowProps {
  readonly row: RosterAgent;
  readonly number: NumberDetail;
  readonly mayChange: boolean;
  readonly onLink: (shown: ShownLink) => void;
}

export function AgentRow({ row, number, mayChange, onLink }: AgentRowProps) {
  const { t, i18n } = useTranslation('roster');
  const deviceName = useDeviceName();
  const [joining, setJoining] = useState(false);
  const { ask, leave } = useRosterChanges();
  const { agent, acknowledgement, rows } = row;
  const name = agent.name ?? agent.code;
  const at = (time: number) => shortTime(time, i18n.language, number.zone);
  const current = rows.find(({ to }) => to === null);
  const past = rows.filter(({ to }) => to !== null);
  const ids = { id: number.id, agent: agent.id };
  return (
    <li className="row">
      <div className="row-main">
        <strong dir="auto">{name}</strong> <span className="person-code">{agent.code}</span>
        <div className="quiet small">
          {current ? t('since', { device: deviceName(current.device), from: at(current.from) }) : t('not-on')}
        </div>
        {past.length > 0 && (
          <details className="small">
            <summary>{t('past')}</summary>
            {past.map(({ id, device, from, to }) => (
              <div key={id}>{t('period', { device: deviceName(device), from: at(from), to: at(to ?? from) })}</div>
            ))}
          </details>
        )}
      </div>
      <span className={acknowledgement.state === 'acknowledged' ? 'tag ready-done' : 'tag'}>
        {t(`ack.${acknowledgement.state}`, { at: acknowledgement.at === null ? '' : at(acknowledgement.at) })}
      </span>
      {mayChange && !joining && (
        <div className="form-buttons">
          {acknowledgement.state !== 'acknowledged' && (
            <Button
              variant="default"
              loading={ask.isPending}
              aria-label={t('ask-of', { name })}
              onClick={() =>
                ask.mutate(ids, { onSuccess: ({ link }) => onLink({ name, link, waits: current === undefined }) })
              }
            >
              {t('ask')}
            </Button>
          )}
          <Button variant="default" onClick={() => setJoining(true)}>
            {t(current ? 'change-device' : 'join')}
          </Button>
          {current && (
            <Button
              variant="subtle"
              loading={leave.isPending}
              aria-label={t('leave-of', { name })}
              onClick={() => leave.mutate({ ...ids, period: current.id })}
            >
              {t('leave')}
            </Button>
          )}
        </div>
      )}
      {joining && <JoinForm ids={ids} device={current?.device ?? null} onDone={() => setJoining(false)} />}
      <ProblemNote error={ask.error ?? leave.error} />
    </li>
  );
}

interface JoinFormProps {
  readonly ids: { readonly id: string; readonly agent: string };
  readonly device: number | null;
  readonly onDone: () => void;
}

function JoinForm({ ids, device: before, onDone }: JoinFormProps) {
  const { t } = useTranslation('roster');
  const [device, setDevice] = useState(before);
  const { join } = useRosterChanges();
  return (
    <form
      className="row-form"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate({ ...ids, device }, { onSuccess: onDone });
      }}
    >
      <DeviceSelect device={device} onChange={setDevice} />
      <Button type="submit" loading={join.isPending}>
        {t('join')}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t('policy.cancel')}
      </Button>
      <ProblemNote error={join.error} />
    </form>
  );
}
