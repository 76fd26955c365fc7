/** Words that dismissed alerts of a rule share and confirmed ones do not, each with what it would have spared and lost. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import type { RuleOfPack } from './packs.ts';

interface ProposalsProps {
  readonly rule: RuleOfPack;
  readonly held: boolean;
  readonly busy: boolean;
  readonly onAccept: (words: string) => void;
}

export function Proposals({ rule, held, busy, onAccept }: ProposalsProps) {
  const { t } = useTranslation('lab');
  const look = useMutation(api.rules.proposals.mutationOptions());
  const proposals = (look.data?.proposals ?? []).filter(({ words }) => !rule.exceptions.includes(words));
  return (
    <section className="proposals">
      <h3>{t('proposals.title')}</h3>
      <p className="quiet">{t('proposals.text')}</p>
      <p className="quiet small">{t('proposals.recorded')}</p>
      <Button variant="default" loading={look.isPending} onClick={() => look.mutate({ rule: rule.ref })}>
        {t('proposals.look')}
      </Button>
      <ProblemNote error={look.error} />
      <div role="status">{look.data && proposals.length === 0 && <p>{t('proposals.none')}</p>}</div>
      {proposals.length > 0 && (
        <ul className="rows">
          {proposals.map(({ words, dismissed, confirmed }) => (
            <li key={words} className="row">
              <div className="row-main">
                <strong dir="auto">{words}</strong>
                <div className="small">
                  {t('proposals.effect', {
                    avoided: dismissed.avoided,
                    dismissed: dismissed.of,
                    lost: confirmed.lost,
                    confirmed: confirmed.of,
                  })}
                </div>
              </div>
              <Button
                variant="default"
                disabled={held || busy}
                aria-label={t('proposals.accept-of', { words })}
                onClick={() => onAccept(words)}
              >
                {t('proposals.accept')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
