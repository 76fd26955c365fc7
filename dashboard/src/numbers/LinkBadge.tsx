/** The state of a number's link: mark, word and colour together. */
import type { LinkView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import './numbers.css';

const marks: Record<LinkView['kind'], string> = {
  unlinked: '○',
  pairing: '◌',
  connecting: '◌',
  connected: '●',
  waiting: '◐',
  stopped: '✕',
};

export function LinkBadge({ kind }: { readonly kind: LinkView['kind'] }) {
  const { t } = useTranslation('link');
  return (
    <span className={`link-badge link-badge-${kind}`}>
      <span aria-hidden="true">{marks[kind]}</span>
      <span>{t(`kind.${kind}`)}</span>
    </span>
  );
}
