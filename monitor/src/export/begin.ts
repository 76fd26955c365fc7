/** Begins the export of one person. Recorded before anything is opened; it then runs by itself. */
import {
  type Clock,
  type Export,
  type ExportId,
  exportFiles,
  type Language,
  type NewId,
  type PersonId,
  type Records,
  type RequestId,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { type AskWhoElse, askWhoElse } from '../person/ask-who-else.ts';
import { findPerson } from '../person/find.ts';
import { humanOf } from '../person/human.ts';
import { refuseDoubtful } from '../person/refuse-doubtful.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { refuseOtherNumbers } from '../person/refuse-other-numbers.ts';
import { countHeld } from './count.ts';
import { countOmitted } from './omitted.ts';
import type { ExportRunner } from './runner.ts';
import { startOf } from './start.ts';
import { waitingExport } from './waiting.ts';

export interface StageExport {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'insert'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly exports: Pick<ExportRunner, 'start'>;
}

export type BeginExport = StageExport & AskWhoElse;

export interface ExportAsked {
  readonly id: string;
  readonly language: Language;
  /** Nothing from before (ms): a number that may have changed hands. */
  readonly since: number | null;
  readonly request: string | null;
}

/**
 * The export as it waits for its turn.
 * @throws Problem `not-found`; `not-permitted` if the person is also on numbers that are not theirs; `doubts-open` while
 * it is not settled who the person is; `person-locked`, `about-yourself`.
 */
export async function beginExport(
  deps: BeginExport,
  authorized: Authorized<'person:export'>,
  asked: ExportAsked,
): Promise<Export> {
  const { actor } = authorized;
  const { doc: person } = await findPerson(deps, authorized, asked.id);
  const human = await humanOf(deps, person.id);
  await refuseAboutSelf(deps, actor, human);
  await refuseOtherNumbers(deps, authorized, human);
  await askWhoElse(deps, human);
  return stageExport(deps, actor, human, { ...asked, since: await startOf(deps, human, asked) });
}

/**
 * For the desk and for the portal, where the person is the actor. The caller has checked who may have it; `human` is
 * the person first, then all other documents of theirs.
 * @throws Problem `doubts-open`, `person-locked`
 */
export async function stageExport(
  deps: StageExport,
  actor: Actor,
  human: readonly [PersonId, ...PersonId[]],
  { language, since, request }: Omit<ExportAsked, 'id'>,
): Promise<Export> {
  await refuseLocked(deps, human);
  await refuseDoubtful(deps, human);
  const [person] = human;
  const id = deps.newId() as ExportId;
  const made = waitingExport({
    id,
    person,
    language,
    since,
    request: request as RequestId | null,
    by: actorRef(actor),
    total: await countHeld(deps, human, since),
    createdAt: deps.clock(),
  });
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'export-begun',
    subject: person,
    detail: { export: id, persons: human.length, since, request, ...(await countOmitted(deps, human)) },
  });
  await deps.records.insert(exportFiles, made);
  deps.exports.start(id);
  return made;
}
