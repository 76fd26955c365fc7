/** What follows the live events is read once more when the connection first stands: until then nobody told of anything. */
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/**
 * Lists and states that follow the events by themselves. What a person opens is not among them: reading it is recorded.
 * Of each only what is shown and was asked for before this call is read again, once, after its first answer came.
 */
export async function readAfterAdmission(queryClient: QueryClient): Promise<void> {
  const cache = queryClient.getQueryCache();
  const early = new Set(followed().flatMap((queryKey) => cache.findAll({ queryKey, type: 'active' })));
  // A first reading still on its way may have been answered before the connection stood, and can't be asked again yet.
  await Promise.allSettled([...early].flatMap((query) => query.promise ?? []));
  await queryClient.invalidateQueries({ predicate: (query) => early.has(query) });
}

const followed = () => [
  api.alerts.list.key(),
  api.systemAlerts.key(),
  api.requests.list.key(),
  api.holds.list.key(),
  api.erasures.list.key(),
  api.erasures.read.key(),
  api.exports.read.key(),
  api.imports.list.key(),
  api.imports.read.key(),
  api.numbers.list.key(),
  api.numbers.read.key(),
  api.numbers.pairing.key(),
  api.rules.list.key(),
  api.rules.figures.key(),
  api.replays.list.key(),
  api.replays.read.key(),
];
