/** Whether a contact was told, and what they answered: the one badge used wherever a person appears. Agents acknowledge a policy instead. */
import type { PersonView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

const shapes: Record<PersonView['notice'], string> = {
  unknown: '?',
  notified: '◐',
  agreed: '✓',
  refused: '✕',
  excluded: '⊘',
  suppressed: '✕',
  restricted: '‖',
  locked: '…',
  'imported-without-notice': '⇣',
};

export function ConsentBadge({ person: { notice, role } }: { readonly person: Pick<PersonView, 'notice' | 'role'> }) {
  const { t } = useTranslation('ui');
  if (role === 'agent') return null;
  return (
    <span className={`consent consent-${notice}`} title={t(`notice-explained.${notice}`)}>
      <span aria-hidden="true">{shapes[notice]}</span>
      <span>{t(`notice.${notice}`)}</span>
    </span>
  );
}
