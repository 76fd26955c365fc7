/** Tries the running rules on a pasted text: evaluated on the server, kept nowhere. */
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { HitText } from '../conversation/HitText.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SeverityMark } from '../ui/SeverityMark.tsx';

interface TryRulesProps {
  /** Titles of the running rules by their reference. */
  readonly titles: ReadonlyMap<string, string>;
}

export function TryRules({ titles }: TryRulesProps) {
  const { t } = useTranslation('rules');
  const [text, setText] = useState('');
  const [tried, setTried] = useState('');
  const scan = useMutation(api.rules.scan.mutationOptions());
  const hits = (scan.data?.hits ?? []).map((hit) => ({ ...hit, title: titles.get(hit.rule) ?? hit.rule }));
  const found = [...new Map(hits.map((hit) => [hit.rule, hit])).values()];
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(text);
        scan.mutate({ text });
      }}
    >
      <Textarea
        label={t('try.label')}
        description={t('try.explained')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={65_536}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="default" loading={scan.isPending} disabled={text.trim() === ''}>
          {t('try.button')}
        </Button>
      </div>
      <ProblemNote error={scan.error} />
      {scan.data && (
        <div role="status">
          <p className="tried" dir="auto">
            <HitText text={tried} hits={hits} />
          </p>
          {hits.length === 0 ? (
            <p className="quiet">{t('try.none')}</p>
          ) : (
            <ul className="plain">
              {found.map((hit) => (
                <li key={hit.rule}>
                  <SeverityMark severity={hit.severity} /> {hit.title} <span className="code quiet">{hit.rule}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </form>
  );
}
