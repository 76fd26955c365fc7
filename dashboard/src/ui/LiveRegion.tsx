/** The page's one live region: says aloud to screen readers what changed without being asked. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback((sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <AnnounceContext.Provider value={announce}>
      {/* Before the page, not below it: there it would make the document higher than the window. */}
      <div aria-live="polite" className="unseen">
        <span key={said.turn}>{said.sentence}</span>
      </div>
      {children}
    </AnnounceContext.Provider>
  );
}

/** Says a finished sentence in the current language. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}

/** Says `sentence` aloud whenever it becomes another one; not the first. */
export function useAnnounceChange(sentence: string): void {
  const announce = useAnnounce();
  const before = useRef(sentence);
  useEffect(() => {
    if (before.current !== sentence && before.current !== '') announce(sentence);
    before.current = sentence;
  }, [sentence, announce]);
}
