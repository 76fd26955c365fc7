/** Sends the number a message to itself and says whether it arrived. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useArming } from './numbers.ts';

export function TestLink({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('numbers');
  const { test } = useArming();
  return (
    <div className="test-link">
      <Button
        variant="default"
        loading={test.isPending}
        disabled={number.link.kind !== 'connected'}
        onClick={() => test.mutate({ id: number.id })}
      >
        {t('ready.test')}
      </Button>
      <span className="quiet small" role="status">
        {test.isSuccess ? t(test.data.arrived ? 'ready.test-arrived' : 'ready.test-lost') : t('ready.test-explained')}
      </span>
      <ProblemNote error={test.error} />
    </div>
  );
}
