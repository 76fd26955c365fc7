/** The secret of a one-time link travels in the URL's fragment, which browsers never send; it leaves the address bar at once. */
import { useState } from 'react';

/** The secret the page was opened with; null if the address has none. */
export function useLinkSecret(): string | null {
  const [secret] = useState(() => {
    const fragment = decodeURIComponent(location.hash.slice(1));
    history.replaceState(history.state, '', location.pathname);
    return fragment.length >= 20 ? fragment : null;
  });
  return secret;
}
