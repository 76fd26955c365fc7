/** The answer that is owed at once (LGPD art. 19, I): shown whole, to be copied and sent by the DPO. */
import { useTranslation } from 'react-i18next';
import { CopyValue } from '../ui/CopyValue.tsx';

export function SimplifiedStatement({ text }: { readonly text: string }) {
  const { t } = useTranslation('requests');
  return (
    <div className="simplified">
      <h3>{t('means.simplified')}</h3>
      <p className="words" dir="auto">
        {text}
      </p>
      <p className="link-line">
        <CopyValue name={t('means.simplified')} value={text} />
        <span className="quiet small">{t('means.simplified-sent')}</span>
      </p>
    </div>
  );
}
