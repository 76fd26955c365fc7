/** What the navigation offers, by what the signed-in person may do. The server decides again at each call. */
import type { Act, MeView } from '@atalaia/monitor/api';
import {
  IconBell,
  IconClipboardText,
  IconFileImport,
  IconHistory,
  IconHourglass,
  IconListCheck,
  IconLock,
  IconMessages,
  IconPhone,
  IconSearch,
  IconUserCircle,
  IconUsers,
  IconVocabulary,
} from '@tabler/icons-react';

/** Entries in the order shown; `text` is a key of the texts `shell`. */
const entries = [
  { to: '/alerts', text: 'nav.alerts', act: 'alert:list', Icon: IconBell },
  { to: '/requests', text: 'nav.requests', act: 'request:list', Icon: IconClipboardText },
  { to: '/conversations', text: 'nav.conversations', act: 'conversation:read', Icon: IconMessages },
  { to: '/search', text: 'nav.search', act: 'archive:search', Icon: IconSearch },
  { to: '/imports', text: 'nav.imports', act: 'import:list', Icon: IconFileImport },
  { to: '/people', text: 'nav.people', act: 'person:list', Icon: IconUserCircle },
  { to: '/terms', text: 'nav.terms', act: 'term:change', Icon: IconVocabulary },
  { to: '/rules', text: 'nav.rules', act: 'rule:list', Icon: IconListCheck },
  { to: '/numbers', text: 'nav.numbers', act: 'number:list', Icon: IconPhone },
  // Who answers requests finds holds and periods beside them.
  { to: '/holds', text: 'nav.holds', act: 'hold:list', unless: 'request:list', Icon: IconLock },
  { to: '/retention', text: 'nav.retention', act: 'retention:list', unless: 'hold:list', Icon: IconHourglass },
  { to: '/audit', text: 'nav.audit', act: 'audit:read', Icon: IconHistory },
  { to: '/users', text: 'nav.users', act: 'user:list', Icon: IconUsers },
] as const satisfies readonly { to: string; text: string; act: Act; unless?: Act; Icon: typeof IconBell }[];

export type NavigationEntry = (typeof entries)[number];

export function navigationOf(me: MeView): readonly NavigationEntry[] {
  return entries.filter(
    (entry) => me.acts.includes(entry.act) && !('unless' in entry && me.acts.includes(entry.unless)),
  );
}

/** The pages that are somebody's main work; the first of them that a person may do is where they land. */
const homes = ['/alerts', '/audit', '/users'] as const;

export function homeOf(me: MeView): (typeof homes)[number] | '/settings' {
  return homes.find((home) => navigationOf(me).some(({ to }) => to === home)) ?? '/settings';
}
