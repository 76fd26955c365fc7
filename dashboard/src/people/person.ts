/** One opened person on the screen: read once when asked (recorded), read anew after each decision about them. */
import type { PersonDetail } from '@atalaia/monitor/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useReadAnew } from '../rights/read-anew.ts';

/** @param asked Reading is a disclosure: it happens only then. */
export function usePerson(id: string, asked: boolean) {
  return useQuery({
    ...api.persons.read.queryOptions({ input: { id } }),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

export function useMarkPrivate() {
  return useMutation(api.persons.markPrivate.mutationOptions({ onSuccess: useReadAnew() }));
}

export function useSettleDoubt() {
  return useMutation(api.persons.settleDoubt.mutationOptions({ onSuccess: useReadAnew() }));
}

export function useEnterConsent() {
  return useMutation(api.persons.enterConsent.mutationOptions({ onSuccess: useReadAnew() }));
}

/** Saves the signed proof as a file of this person's id. */
export function useProveConsent() {
  return useMutation(
    api.persons.proveConsent.mutationOptions({
      onSuccess: (proof, { id }) => {
        const file = new Blob([`${JSON.stringify(proof, null, 2)}\n`], { type: 'application/json' });
        const address = URL.createObjectURL(file);
        const link = document.createElement('a');
        link.href = address;
        link.download = `atalaia-consent-${id.slice(0, 8)}.json`;
        link.click();
        URL.revokeObjectURL(address);
      },
    }),
  );
}

type Revealed = Awaited<ReturnType<typeof api.persons.reveal.call>>;

/** Name and phone while they are shown. */
export function useReveal(person: Pick<PersonDetail, 'id'>) {
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const reveal = useMutation(api.persons.reveal.mutationOptions({ onSuccess: setRevealed }));
  return {
    revealed,
    pending: reveal.isPending,
    error: reveal.error,
    reveal: (reason: Parameters<typeof api.persons.reveal.call>[0]['reason']) =>
      reveal.mutate({ id: person.id, reason }),
    conceal: () => setRevealed(null),
  };
}
