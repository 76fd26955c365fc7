/** Which groups of a number may be captured. Titles may name people: they are read when asked for, and the look is recorded. */
import type { GroupView, NumberDetail } from '@atalaia/monitor/api';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useGroups } from './numbers.ts';

export function GroupChoice({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation('capture');
  const { list, allow } = useGroups();
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  const groups = list.data?.groups;
  const take = ({ groups }: { groups: GroupView[] }) =>
    setAllowed(groups.filter((group) => group.allowed).map(({ id }) => id));
  return (
    <section className="panel-form">
      <h2>{t('groups.title')}</h2>
      <p className="quiet">{t('groups.lead')}</p>
      <p>{t('groups.count', { count: number.groups })}</p>
      <ProblemNote error={list.error ?? allow.error} />
      {!groups && (
        <div>
          <Button
            variant="default"
            loading={list.isPending}
            onClick={() => list.mutate(number.id, { onSuccess: take })}
          >
            {t('groups.show')}
          </Button>
        </div>
      )}
      {groups?.length === 0 && <p>{t('groups.none')}</p>}
      {groups && groups.length > 0 && (
        <>
          <Checkbox.Group aria-label={t('groups.title')} value={[...allowed]} onChange={setAllowed}>
            <div className="choices">
              {groups.map(({ id, subject, members }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={<bdi>{subject}</bdi>}
                  description={members === null ? undefined : t('groups.members', { count: members })}
                />
              ))}
            </div>
          </Checkbox.Group>
          <div className="form-buttons">
            <Button
              loading={allow.isPending}
              onClick={() => allow.mutate({ id: number.id, allowed: [...allowed] }, { onSuccess: take })}
            >
              {t('groups.keep')}
            </Button>
            <span role="status">{allow.isSuccess && t('kept')}</span>
          </div>
        </>
      )}
    </section>
  );
}
