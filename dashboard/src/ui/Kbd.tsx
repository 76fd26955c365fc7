/** A key printed on the button that it presses; hidden while shortcuts are off. */
import { usePreference } from '../app/preferences.ts';

export function Kbd({ children }: { readonly children: string }) {
  return usePreference('shortcuts') ? (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  ) : null;
}
