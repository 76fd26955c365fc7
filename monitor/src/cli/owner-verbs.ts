/** The verbs that work on the data folder. */
import type { App } from '../app.ts';
import { auditVerb } from './audit.ts';
import { importVerb } from './import.ts';
import { stateVerb } from './state.ts';
import { userVerb } from './user.ts';
import type { OwnerVerb } from './verb.ts';

export const ownerVerbs: readonly OwnerVerb<App>[] = [importVerb, auditVerb, userVerb, stateVerb];
