/** The manager's desk: queue, conversation and context side by side; two panes on a tablet, one on a phone. */
import { getRouteApi, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useReading } from '../conversation/reading.ts';
import { SystemAlertStrip } from '../monitoring/SystemAlertStrip.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useTitle } from '../ui/title.ts';
import { AlertPane } from './AlertPane.tsx';
import { type Decision, useDecisions } from './decisions.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { Queue } from './Queue.tsx';
import { useQueue } from './queue.ts';
import { UndoNote } from './UndoNote.tsx';
import './alerts.css';

const route = getRouteApi('/shell/alerts');

/** What the desk asks the person at the moment. */
export type Asking = { readonly kind: 'decision'; readonly decision: Decision } | { readonly kind: 'reveal' } | null;

export function AlertsPage() {
  const { t } = useTranslation('alerts');
  useTitle(t('title'));
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const current = useParams({ strict: false }).alert ?? null;
  const [opened, setOpened] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  const [keysShown, setKeysShown] = useState(false);
  const list = useRef<HTMLDivElement>(null);

  const queue = useQueue(filter, () => mayMove(list.current));
  // Keys may come faster than the address changes: they act on where one is going.
  const heading = useRef(current);
  useEffect(() => {
    heading.current = current;
  }, [current]);
  const go = (alert: string | null) => {
    heading.current = alert;
    void navigate(
      alert === null ? { to: '/alerts', search: filter } : { to: '/alerts/$alert', params: { alert }, search: filter },
    );
  };
  const step = (by: 1 | -1) => {
    const at = queue.rows.findIndex((row) => row.id === heading.current);
    const next = queue.rows[at === -1 ? 0 : at + by];
    if (next) go(next.id);
  };
  const decisions = useDecisions((changed) => {
    const decided = new Set(changed.map((row) => row.id));
    const at = queue.rows.findIndex((row) => row.id === current);
    const next = [...queue.rows.slice(at + 1), ...queue.rows.slice(0, Math.max(0, at)).reverse()].find(
      (row) => !decided.has(row.id),
    );
    queue.patch(changed);
    setAsking(null);
    setSelected(new Set());
    setOpened(null);
    // On to the next one, but closed: opening it is an act of its own.
    if (current !== null && decided.has(current)) go(next?.id ?? null);
  }, queue.refresh);

  const reading = useReading(
    api.alerts.read.queryOptions({ input: { id: current ?? '' } }),
    current !== null && opened === current,
    (detail) => detail.page,
    () => setOpened(null),
  );
  // One alert is judged only after it was seen; several at once are a choice of their own.
  const targets = selected.size > 0 ? [...selected] : reading.data ? [reading.data.id] : [];
  const ask = (decision: Decision) => {
    if (targets.length === 0) return false;
    decisions.forgetError();
    setAsking({ kind: 'decision', decision });
    return true;
  };
  const toggle = (alert: string) =>
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(alert)) next.add(alert);
      return next;
    });
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    o: () => setOpened(heading.current),
    x: () => heading.current !== null && toggle(heading.current),
    d: () => ask('dismissed'),
    c: () => ask('confirmed'),
    e: () => ask('escalated'),
    r: () => reading.data?.page.revealedUntil === null && setAsking({ kind: 'reveal' }),
    u: decisions.undo,
    n: queue.refresh,
    '?': () => setKeysShown(true),
    escape: () => (asking === null ? setSelected(new Set()) : false),
  });

  return (
    <div className="desk-frame">
      <SystemAlertStrip />
      <div className="desk" data-pane={current === null ? 'queue' : 'alert'}>
        <h1 className="unseen">{t('title')}</h1>
        <Queue
          queue={queue}
          filter={filter}
          onFilter={(next) => void navigate({ to: '.', search: next })}
          current={current}
          selected={selected}
          onToggle={toggle}
          onSelect={(alerts) => setSelected(new Set(alerts))}
          onOpen={setOpened}
          onKeys={() => setKeysShown(true)}
          list={list}
        />
        <AlertPane
          key={current}
          alert={current}
          row={queue.rows.find((row) => row.id === current)}
          asked={opened === current}
          reading={reading}
          onOpen={() => setOpened(current)}
          onBack={() => go(null)}
          targets={targets}
          asking={asking}
          onAsk={(next) => (next?.kind === 'decision' ? ask(next.decision) : setAsking(next))}
          decisions={decisions}
          queueEmpty={queue.rows.length === 0}
        />
        <UndoNote decided={decisions.undoable} onUndo={decisions.undo} />
        <KeysDialog open={keysShown} onClose={() => setKeysShown(false)} />
      </div>
    </div>
  );
}

/** Nothing moves under a pointer, under the focus, or once the list was scrolled. */
function mayMove(list: HTMLDivElement | null): boolean {
  return !list || (list.scrollTop === 0 && !list.matches(':hover') && !list.matches(':focus-within'));
}
