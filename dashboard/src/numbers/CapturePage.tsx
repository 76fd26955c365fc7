/** What a number keeps and why: decided by the dpo, read by everybody who may see the number. */
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { CaptureFacts } from './CaptureFacts.tsx';
import { CaptureForm } from './CaptureForm.tsx';
import { GroupChoice } from './GroupChoice.tsx';
import { NumberFrame } from './NumberFrame.tsx';

export function CapturePage() {
  const { t } = useTranslation('capture');
  const decides = useMe().acts.includes('number:set-up');
  return (
    <NumberFrame title={() => t('title')} lead={t('lead')}>
      {(number) =>
        decides ? (
          <>
            <CaptureForm key={number.id} number={number} />
            <GroupChoice key={`groups-${number.id}`} number={number} />
          </>
        ) : (
          <CaptureFacts number={number} />
        )
      }
    </NumberFrame>
  );
}
