/** The text that agents read and acknowledge, in three languages; changing it asks everybody again. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useRosterChanges } from './roster.ts';

type Policy = Readonly<Record<Language, string>>;

interface AgentPolicyProps {
  readonly number: NumberDetail;
  readonly policy: Policy;
  readonly mayChange: boolean;
}

export function AgentPolicy({ number, policy, mayChange }: AgentPolicyProps) {
  const { t } = useTranslation(['roster', 'shell']);
  const [language, setLanguage] = useState<Language>(number.language);
  const [draft, setDraft] = useState<Policy | null>(null);
  const { changePolicy } = useRosterChanges();
  const keep = (next: Policy | null) =>
    changePolicy.mutate({ id: number.id, policy: next }, { onSuccess: () => setDraft(null) });
  return (
    <section className="panel-form section-title">
      <h2>{t('policy.title')}</h2>
      <p className="quiet">{t('policy.lead')}</p>
      <NativeSelect
        label={t('policy.language')}
        value={language}
        onChange={(event) => setLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'pt-BR')}
        data={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))}
      />
      <Textarea
        label={t('policy.text')}
        autosize
        minRows={6}
        maxRows={20}
        readOnly={draft === null}
        value={(draft ?? policy)[language]}
        onChange={(event) => draft && setDraft({ ...draft, [language]: event.currentTarget.value })}
      />
      <ProblemNote error={changePolicy.error} />
      {mayChange && (
        <div className="form-buttons">
          {draft === null ? (
            <Button variant="default" onClick={() => setDraft(policy)}>
              {t('policy.change')}
            </Button>
          ) : (
            <>
              <Button loading={changePolicy.isPending} onClick={() => keep(draft)}>
                {t('policy.keep')}
              </Button>
              <Button variant="default" onClick={() => keep(null)}>
                {t('policy.built-in')}
              </Button>
              <Button variant="subtle" onClick={() => setDraft(null)}>
                {t('policy.cancel')}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}
