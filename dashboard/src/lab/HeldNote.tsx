/** Says that an earlier version of the rules is held, and offers to follow the files again. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useRules } from '../rules/rules.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useFollowFiles } from './versions.ts';

export function HeldNote() {
  const { t } = useTranslation('lab');
  const mayChange = useMe().acts.includes('rule:change');
  const held = useRules().data?.pinned ?? null;
  const follow = useFollowFiles();
  if (held === null) return null;
  return (
    <section className="note held" aria-label={t('held.title')}>
      <p>
        <strong>{t('held.title')}</strong> {t('held.text')}
      </p>
      {mayChange && (
        <Button variant="default" loading={follow.isPending} onClick={() => follow.mutate({})}>
          {t('held.follow')}
        </Button>
      )}
      <ProblemNote error={follow.error} />
    </section>
  );
}
