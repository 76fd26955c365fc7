/** The page's one live region: says aloud to screen readers what changed without being asked. */
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback((sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div aria-live="polite" className="unseen">
        <span key={said.turn}>{said.sentence}</span>
      </div>
    </AnnounceContext.Provider>
  );
}

/** Says a finished sentence in the current language. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}
