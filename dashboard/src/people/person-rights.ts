/** Everything held about one opened person, for the dpo; and the acts that their rights ask for. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useReadAnew } from '../rights/read-anew.ts';

/** @param asked Reading is recorded: it happens only then, and again after a decision or when asked. */
export function usePersonRights(id: string, asked: boolean) {
  const reading = useQuery({
    ...api.rights.ofPerson.queryOptions({ input: { id } }),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const [changedAt, setChangedAt] = useState(0);
  const held = reading.data;
  const shown = [held?.requests, held?.holds, held?.erasures].flatMap((rows) => rows?.map((row) => row.id) ?? []);
  useLiveNews((news) => {
    const concerns =
      (news.kind === 'person-changed' && news.id === id) ||
      ((news.kind === 'request-changed' || news.kind === 'hold-changed' || news.kind === 'erasure-changed') &&
        shown.includes(news.id));
    if (concerns && !reading.isFetching) setChangedAt(Date.now());
  });
  return { reading, changed: changedAt > reading.dataUpdatedAt };
}

export function usePersonActs() {
  const onSuccess = useReadAnew();
  return {
    restrict: useMutation(api.rights.restrict.mutationOptions({ onSuccess })),
    object: useMutation(api.rights.object.mutationOptions({ onSuccess })),
    correct: useMutation(api.rights.correct.mutationOptions({ onSuccess })),
    decideCorrection: useMutation(api.rights.decideCorrection.mutationOptions({ onSuccess })),
  };
}

/** Whether the person's keys are about to be destroyed: nothing of them may be opened. */
export function isLocked({ notice }: Pick<PersonDetail, 'notice'>): boolean {
  return notice === 'locked';
}
