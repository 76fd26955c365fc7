/** What happened since the queue was read: shown at once if nothing moves under somebody's hand, else held back and counted. */
import type { AlertRow } from '@atalaia/monitor/api';
import { useRef, useState } from 'react';
import { isAlertNews } from '../api/live.ts';
import { useLiveNews } from '../app/Live.tsx';
import type { QueueFilter } from './queue-filter.ts';

/** Milliseconds: the first alert is shown at once; an import can raise hundreds a second, those after it are shown together. */
const settle = 200;

export interface Arrivals {
  /** New alerts that wait. */
  readonly waiting: number;
  /** Whether shown rows have changed meanwhile. */
  readonly stale: boolean;
  readonly forget: () => void;
}

interface Held {
  /** The filter that these belong to. */
  readonly filter: string;
  readonly ids: ReadonlySet<string>;
  readonly stale: boolean;
}

/** @param mayMove whether rows may move now. @param refresh reads the queue again from the top. */
export function useArrivals(
  filter: QueueFilter,
  rows: readonly AlertRow[],
  mayMove: () => boolean,
  refresh: () => void,
): Arrivals {
  const key = JSON.stringify([filter.place, filter.state, filter.severity, filter.number]);
  const nothing: Held = { filter: key, ids: new Set(), stale: false };
  const [held, setHeld] = useState(nothing);
  const gathered = useRef(nothing);
  const timer = useRef(0);
  const more = useRef(false);
  const show = () => {
    if (mayMove()) refresh();
    else setHeld(gathered.current);
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      if (more.current) show();
      more.current = false;
    }, settle);
  };

  useLiveNews((news) => {
    if (news.kind !== 'missed' && !isAlertNews(news)) return;
    const now = gathered.current.filter === key ? gathered.current : nothing;
    if (news.kind === 'missed') gathered.current = { ...now, stale: true };
    else if (filter.number !== undefined && news.number !== filter.number) return;
    else if (news.kind === 'alert-raised') gathered.current = { ...now, ids: new Set(now.ids).add(news.id) };
    // One's own decisions come back as events too: those rows have left the list already.
    else if (rows.some((row) => row.id === news.id)) gathered.current = { ...now, stale: true };
    else return;
    if (timer.current === 0) show();
    else more.current = true;
  });

  const current = held.filter === key ? held : nothing;
  const open = (filter.state ?? 'open') === 'open';
  return {
    waiting: open ? current.ids.size : 0,
    stale: current.stale || (!open && current.ids.size > 0),
    forget: () => {
      gathered.current = nothing;
      setHeld(nothing);
    },
  };
}
