/** How grave something is: mark, word and colour together, so that no one of them is needed alone. */
import { useTranslation } from 'react-i18next';

export type Severity = 'low' | 'medium' | 'high' | 'critical';
/** From the gravest. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
const marks: Record<Severity, string> = { critical: '◆', high: '▲', medium: '●', low: '○' };

/** `brief` shows the mark only; the word is still read aloud and shown on hover. */
export function SeverityMark({ severity, brief = false }: { readonly severity: Severity; readonly brief?: boolean }) {
  const { t } = useTranslation('ui');
  const word = t(`severity.${severity}`);
  return (
    <span className={`severity severity-${severity}`} title={word}>
      <span aria-hidden="true">{marks[severity]}</span>
      <span className={brief ? 'unseen' : undefined}>{word}</span>
    </span>
  );
}
