/** The verbs that work on the data folder. */
import type { App } from '../app.ts';
import type { OwnerVerb } from './verb.ts';

/** By name; each loads when it is needed, for a verb that the running program carries out not at all. */
export const ownerVerbs: ReadonlyMap<string, () => Promise<OwnerVerb<App>>> = new Map<
  string,
  () => Promise<OwnerVerb<App>>
>([
  ['import', async () => (await import('./import.ts')).importVerb],
  ['audit', async () => (await import('./audit.ts')).auditVerb],
  ['person', async () => (await import('./person.ts')).personVerb],
  ['user', async () => (await import('./user.ts')).userVerb],
  ['backup', async () => (await import('./backup.ts')).backupVerb],
  ['keys', async () => (await import('./keys.ts')).keysVerb],
  ['state', async () => (await import('./state.ts')).stateVerb],
]);
