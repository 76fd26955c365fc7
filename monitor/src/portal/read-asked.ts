/** Opens for a person what they asked for and how far it is, and the message that they are about to correct. Recorded first. */
import { type Clock, messages, type Records, type Request, requests, type Vault } from '@atalaia/storage';
import type { CorrectionView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { chatsOf, isPartOf } from '../export/chats.ts';
import { openBatch } from '../export/messages.ts';
import type { ExportedMessage } from '../export/schema.ts';
import { correctionsOf, correctionViews } from '../person/correction-view.ts';
import { dueOf } from '../request/period.ts';
import { rightsPolicyOf } from '../request/rights-policy.ts';
import { openWords } from '../request/words.ts';
import { zoneOf } from '../request/zone.ts';
import { subjectOf } from './subject.ts';
import type { Visit } from './visit.ts';

export interface ReadAsked {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface AskedRow {
  readonly request: Request;
  readonly words: string | null;
  readonly answer: string | null;
}

export interface Asked {
  /** Newest first. */
  readonly requests: readonly AskedRow[];
  readonly corrections: readonly CorrectionView[];
  /** By when a request that comes now is answered (ms). */
  readonly dueAt: number;
  /** The message that a correction would be about. */
  readonly about: ExportedMessage | null;
}

/** @param about id of a message; one that is not theirs is as none */
export async function readAsked(deps: ReadAsked, visit: Visit, about: string | undefined): Promise<Asked> {
  const { actor, id, human, since } = visit.share;
  const detail = { share: id, part: 'requests', message: about ?? null };
  await deps.audit.record({ chain: 'company', actor, act: 'portal-read', subject: actor.id, detail });
  // Who may have had the number before asked for themselves.
  const isTheirs = (at: number) => since === null || at >= since;
  const rows: AskedRow[] = [];
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person: human }, limit: 200, ...after }),
  );
  for await (const { doc } of every) {
    if (!isTheirs(doc.receivedAt)) continue;
    const words = await openWords(deps, doc, 'sealedWords');
    // Until it is answered, why it takes longer (GDPR art. 12 (3)).
    const answer = await openWords(deps, doc, doc.sealedAnswer ? 'sealedAnswer' : 'sealedExtension');
    rows.push({ request: doc, words, answer });
  }
  const viewOf = correctionViews(deps);
  const noted = (await correctionsOf(deps, human)).filter(({ at }) => isTheirs(at));
  const corrections = await Promise.all(noted.map(viewOf));
  const { law } = await rightsPolicyOf(deps);
  return {
    requests: rows.toSorted((one, other) => other.request.receivedAt - one.request.receivedAt),
    corrections: corrections.toReversed(),
    dueAt: dueOf(law, deps.clock(), await zoneOf(deps, null)),
    about: about === undefined ? null : await messageOf(deps, visit, about),
  };
}

async function messageOf(deps: ReadAsked, visit: Visit, id: string): Promise<ExportedMessage | null> {
  const subject = subjectOf(visit, deps.clock());
  const message = (await deps.records.get(messages, id))?.doc;
  if (!message) return null;
  const chat = (await chatsOf(deps, subject)).find(({ conversation }) => conversation.id === message.conversation);
  if (!chat || !(await isPartOf(deps, subject, chat, message))) return null;
  const { messages: opened } = await openBatch(deps, subject, chat, [message], new Map());
  return opened[0] ?? null;
}
