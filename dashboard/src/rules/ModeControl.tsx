/** Whether a rule runs, is on trial or is off: three buttons in a row, the one in force pressed. */
import type { ModeView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

const modes = ['on', 'shadow', 'off'] as const;

interface ModeControlProps {
  /** Whose mode it is, for those who cannot see what it stands beside. */
  readonly name: string;
  /** Null: none was chosen for all of them. */
  readonly mode: ModeView | null;
  readonly busy: boolean;
  readonly onChoose: (mode: ModeView) => void;
}

export function ModeControl({ name, mode, busy, onChoose }: ModeControlProps) {
  const { t } = useTranslation('lab');
  return (
    <fieldset className="mode">
      <legend className="unseen">{t('mode.of', { name })}</legend>
      {modes.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === mode}
          aria-disabled={busy}
          title={t(`mode.${one}-explained`)}
          onClick={() => !busy && one !== mode && onChoose(one)}
        >
          {t(`mode.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}
