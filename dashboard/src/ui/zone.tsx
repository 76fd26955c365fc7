/** The one zone in which a page tells its times, so that no two of them need comparing; and its name, said once. */
import { createContext, type ReactNode, use } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from './Age.tsx';
import { clockTime, fullTime, shortDay, shortTime, zoneName } from './time.ts';

const Zone = createContext<string | undefined>(undefined);

interface InZoneProps {
  /** IANA name; the browser's where there is none. */
  readonly zone: string | undefined;
  readonly children: ReactNode;
}

export function InZone({ zone, children }: InZoneProps) {
  return <Zone value={zone}>{children}</Zone>;
}

/** Writes times (milliseconds since the epoch) in the reader's language and the page's zone. */
export function useTimes() {
  const zone = use(Zone);
  const { language } = useTranslation('ui').i18n;
  return {
    zone,
    full: (at: number) => fullTime(at, language, zone),
    short: (at: number) => shortTime(at, language, zone),
    day: (at: number) => shortDay(at, language, zone),
    clock: (at: number) => clockTime(at, language, zone),
  };
}

export function ZoneNote() {
  const { t, i18n } = useTranslation('ui');
  const zone = use(Zone);
  const name = zoneName(useNow(60_000), i18n.language, zone);
  return <p className="quiet small">{t('zone', { zone: zone === undefined ? name : `${name} (${zone})` })}</p>;
}
