/** Who is signed in, and the way to the sign-in page when nobody is. */
import type { MeView } from '@atalaia/monitor/api';
import { type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { redirect, useRouter } from '@tanstack/react-router';
import { api } from '../api/api.ts';
import { isProblem } from '../api/problem.ts';
import { changeLanguage } from '../i18n/texts.ts';

const meOptions = () => api.session.me.queryOptions({ staleTime: Number.POSITIVE_INFINITY, meta: { quiet: true } });

/** Used before a page of the shell is shown. @throws a redirect to the sign-in page when nobody is signed in. */
export async function requireMe(queryClient: QueryClient, next: string): Promise<{ me: MeView }> {
  try {
    const me = await queryClient.ensureQueryData(meOptions());
    await changeLanguage(me.language);
    return { me };
  } catch (error) {
    if (isProblem(error, 'not-signed-in')) throw redirect({ to: '/sign-in', search: { next } });
    throw error;
  }
}

/** The signed-in person; only inside the shell. */
export function useMe(): MeView {
  return useSuspenseQuery(meOptions()).data;
}

/** Call after the server answered with who is signed in (sign-in, setup, invitation, settings). */
export function useTakeMe(): (me: MeView) => void {
  const queryClient = useQueryClient();
  return (me) => queryClient.setQueryData(api.session.me.queryKey(), me);
}

/** Ends the session here and on the server; forgets everything that was read. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    await api.session.signOut.call();
    await router.navigate({ to: '/sign-in' });
    queryClient.clear();
  };
}
