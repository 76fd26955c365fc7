/** One-key shortcuts: off while typing, inside dialogs, and for people who turned them off (WCAG 2.1.4). */
import { useEffect, useEffectEvent } from 'react';
import { usePreference } from '../app/preferences.ts';

/** Keys as `KeyboardEvent.key`, lower case. A handler that answers `false` leaves the key to the browser. */
export type Shortcuts = Readonly<Record<string, () => unknown>>;

export function useShortcuts(shortcuts: Shortcuts): void {
  const on = usePreference('shortcuts');
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const act = Object.hasOwn(shortcuts, key) ? shortcuts[key] : undefined;
    if (act && act() !== false) event.preventDefault();
  });
  useEffect(() => {
    if (!on) return;
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [on]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog[open]') !== null
  );
}
