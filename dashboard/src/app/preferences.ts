/** Choices of this browser (not of the account): kept in its local storage, shared between open tabs. */
import { useSyncExternalStore } from 'react';

const initial = { shortcuts: true, sound: false, notifications: false, greyscale: false };
export type Preference = keyof typeof initial;

const changed = 'atalaia-preference';
const keyOf = (name: Preference) => `atalaia-${name}`;

export function readPreference(name: Preference): boolean {
  const kept = localStorage.getItem(keyOf(name));
  return kept === null ? initial[name] : kept === 'on';
}

export function setPreference(name: Preference, on: boolean): void {
  localStorage.setItem(keyOf(name), on ? 'on' : 'off');
  window.dispatchEvent(new Event(changed));
}

export function usePreference(name: Preference): boolean {
  return useSyncExternalStore(subscribe, () => readPreference(name));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}
