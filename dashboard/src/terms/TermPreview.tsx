/** What a term being written would mark in its example: asked of the server shortly after typing ends. */
import { termFields } from '@atalaia/monitor/api';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { HitText } from '../conversation/HitText.tsx';
import type { TermFields } from './terms.ts';
import '../conversation/conversation.css';

const typingPauseMs = 300;

export function TermPreview({ fields }: { readonly fields: TermFields }) {
  const { t } = useTranslation('terms');
  const [settled] = useDebouncedValue(fields, typingPauseMs, { leading: false });
  const complete = termFields.safeParse(settled).success;
  const scan = useQuery({
    ...api.rules.scan.queryOptions({ input: { text: settled.example, term: settled } }),
    enabled: complete,
    placeholderData: keepPreviousData,
  });
  if (!complete || !scan.data) return <p className="quiet small">{t('preview.waiting')}</p>;
  return (
    <div role="status">
      <p className="tried" dir="auto">
        <HitText text={settled.example} hits={scan.data.hits.map((hit) => ({ ...hit, title: hit.rule }))} />
      </p>
      <p className="quiet small">{t(scan.data.hits.length === 0 ? 'preview.none' : 'preview.marks')}</p>
    </div>
  );
}
