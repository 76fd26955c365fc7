/** Opens for a person what is kept about them: who controls it and why, how much, what they were told, who looked. Recorded first. */
import type { Clock, Records, Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { factsOf } from '../export/facts.ts';
import type { ExportedFacts } from '../export/schema.ts';
import { type Held, heldOf } from './held.ts';
import { subjectOf } from './subject.ts';
import type { Visit } from './visit.ts';

export interface ReadSummary {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** LGPD art. 18 I, II, VII and art. 9; GDPR art. 15 (1). */
export async function readSummary(
  deps: ReadSummary,
  visit: Visit,
): Promise<{ readonly facts: ExportedFacts; readonly held: Held }> {
  const { actor, id } = visit.share;
  const detail = { share: id, part: 'summary' };
  await deps.audit.record({ chain: 'company', actor, act: 'portal-read', subject: actor.id, detail });
  const subject = subjectOf(visit, deps.clock());
  return { facts: await factsOf(deps, subject), held: await heldOf(deps, subject) };
}
