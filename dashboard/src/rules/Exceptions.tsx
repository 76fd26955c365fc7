/** What the company has the rule leave alone: its own words, and words proposed from dismissed alerts. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Proposals } from './Proposals.tsx';
import type { RuleOfPack } from './packs.ts';
import { useSetExceptions } from './rules.ts';

export function Exceptions({ rule, held }: { readonly rule: RuleOfPack; readonly held: boolean }) {
  const { t } = useTranslation('lab');
  const [words, setWords] = useState('');
  const set = useSetExceptions();
  const put = (exceptions: readonly string[], onSuccess?: () => void) =>
    set.mutate({ rule: rule.ref, exceptions: [...exceptions] }, { ...(onSuccess && { onSuccess }) });
  const add = (more: string, onSuccess?: () => void) => put([...new Set([...rule.exceptions, more.trim()])], onSuccess);
  return (
    <section>
      <h2 className="section-title">{t('exceptions.title')}</h2>
      <p className="quiet">{t('exceptions.text')}</p>
      {rule.exceptions.length > 0 && (
        <ul className="rows">
          {rule.exceptions.map((one) => (
            <li key={one} className="row">
              <span className="row-main" dir="auto">
                {one}
              </span>
              <Button
                variant="subtle"
                disabled={held}
                aria-label={t('exceptions.remove-of', { words: one })}
                onClick={() => put(rule.exceptions.filter((other) => other !== one))}
              >
                {t('exceptions.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="row-form exception-form"
        onSubmit={(event) => {
          event.preventDefault();
          add(words, () => setWords(''));
        }}
      >
        <TextInput
          label={t('exceptions.words')}
          minLength={2}
          maxLength={200}
          required
          withAsterisk={false}
          disabled={held}
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={held} loading={set.isPending}>
          {t('exceptions.add')}
        </Button>
      </form>
      <ProblemNote error={set.error} />
      <Proposals rule={rule} held={held} busy={set.isPending} onAccept={(more) => add(more)} />
    </section>
  );
}
