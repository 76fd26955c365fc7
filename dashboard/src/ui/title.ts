/** The browser tab's title, with the number of open alerts in front when there are any. */
import { createContext, useContext, useEffect } from 'react';

/** How many alerts are open; the shell provides it. */
export const TitleBadge = createContext(0);

export function useTitle(title: string): void {
  const open = useContext(TitleBadge);
  useEffect(() => {
    document.title = `${open > 0 ? `(${open}) ` : ''}${title} · Atalaia`;
  }, [title, open]);
}
