/** Shares one live connection between all parts of the shell. */
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { connectLive, type LiveConnection, type LiveNews, type LiveStatus } from '../api/live.ts';
import { readAfterAdmission } from './read-after-admission.ts';

const LiveContext = createContext<LiveConnection | null>(null);
const never = () => () => undefined;

export function Live({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  useEffect(() => {
    const opened = connectLive(() => void readAfterAdmission(queryClient));
    setConnection(opened);
    return () => opened[Symbol.dispose]();
  }, [queryClient]);
  return <LiveContext.Provider value={connection}>{children}</LiveContext.Provider>;
}

/** Calls `listener` for each live event, and with `missed` when what is shown must be read again. */
export function useLiveNews(listener: (news: LiveNews) => void): void {
  const connection = useContext(LiveContext);
  const latest = useEffectEvent(listener);
  useEffect(() => connection?.onNews((news) => latest(news)), [connection]);
}

export function useLiveStatus(): LiveStatus {
  const connection = useContext(LiveContext);
  return useSyncExternalStore(connection?.onStatus ?? never, () => connection?.status() ?? 'connecting');
}
