/** Runs an import: reads the exported chat, finds its conversation and people, and takes in every entry that may be kept. */
import { type ChatEntry, type ChatExport, ChatExportError, type ChatSource, openChatExport } from '@atalaia/connector';
import {
  conversations,
  type Import,
  type ImportId,
  imports,
  type MonitoredNumber,
  numbers,
  type Vault,
} from '@atalaia/storage';
import { beginConversation } from '../conversation/begin.ts';
import { tallyConversation } from '../conversation/tally.ts';
import { type Phone, phoneOf } from '../number/phone.ts';
import type { ResolveDeps } from '../person/resolve.ts';
import { type EndDeps, endImport, refuseImport } from './end.ts';
import { entryTraits } from './fingerprint.ts';
import { localTimes } from './local-time.ts';
import { resolveParties } from './parties.ts';
import { changeImport, type Progress, type ProgressDeps, showProgress } from './progress.ts';
import { conversationOf } from './recognise.ts';
import { type ImportRequest, openRequest } from './request.ts';
import { type Intake, type TakeInDeps, takeIn } from './take-in.ts';
import { whoIsWho } from './who-is-who.ts';

export type RunDeps = TakeInDeps & ResolveDeps & EndDeps & ProgressDeps & { readonly vault: Vault };

/** Entries and characters taken in at once. */
const batchEntries = 200;
const batchCharacters = 500_000;

/**
 * Answers the ended import, done or refused; undefined if `signal` stopped it between two batches: it can be run again
 * and goes on where it was. Running the same chat again stores nothing twice.
 */
export async function runImport(
  deps: RunDeps,
  id: ImportId,
  source: ChatSource,
  signal: AbortSignal,
): Promise<Import | undefined> {
  const begun = await deps.records.get(imports, id);
  if (!begun) throw new Error(`Import ${id} is missing`);
  // While it waited somebody was erased whom it speaks of.
  if (begun.doc.endedAt !== null) return begun.doc;
  // Reading the file through can take minutes before the first message is stored.
  await changeImport(deps, begun.doc, { state: 'running' });
  try {
    await using chat = await openChatExport(source);
    return await takeInChat(deps, begun.doc, chat, signal);
  } catch (error) {
    if (!(error instanceof ChatExportError)) throw error;
    const { what, place } = error;
    const sentence = place.line === undefined ? what : `line ${place.line}: ${what}`;
    return refuseImport(deps, id, { code: error.code, sentence });
  }
}

async function takeInChat(
  deps: RunDeps,
  begun: Import,
  chat: ChatExport,
  signal: AbortSignal,
): Promise<Import | undefined> {
  const request = await openRequest(deps.vault, begun.id, begun.sealedRequest);
  const misfit = misfitOf(chat, request);
  if (misfit) return refuseImport(deps, begun.id, misfit);
  const intake = await beginIntake(deps, begun, chat, request);
  const progress = await showProgress(deps, begun, chat.counts, intake.conversation.id);
  await takeInAll(deps, intake, chat, progress, signal);
  if (signal.aborted) return undefined;
  return endImport(deps, begun.id, 'done', progress.counts());
}

/** However it ends, import and conversation count what is stored. */
async function takeInAll(
  deps: RunDeps,
  intake: Intake,
  chat: ChatExport,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  await using ending = new AsyncDisposableStack();
  ending.defer(() => progress.show());
  ending.defer(() => tallyConversation(deps, intake.conversation.id));
  for await (const batch of inBatches(chat.entries())) {
    if (signal.aborted) return;
    await progress.add(await takeIn(deps, intake, batch));
  }
}

/** What the importer stated must fit the file. The sentences quote nobody's name. */
function misfitOf(chat: ChatExport, request: ImportRequest) {
  if (chat.group && request.contact !== undefined) {
    return { code: 'contact-of-group', sentence: 'This is the chat of a group; import it without a contact number.' };
  }
  if (request.agent !== undefined && !chat.authors.some(({ name }) => name === request.agent)) {
    const sentence = 'Nobody in this chat wrote under the agent name given; give it exactly as it stands in the file.';
    return { code: 'agent-not-in-chat', sentence };
  }
  return undefined;
}

async function beginIntake(deps: RunDeps, begun: Import, chat: ChatExport, request: ImportRequest): Promise<Intake> {
  const number = await numberOf(deps, begun);
  const contactPhone: Phone | undefined = request.contact === undefined ? undefined : phoneOf(request.contact);
  const who = whoIsWho(chat, request.agent);
  const id = await conversationOf(deps, number.id, chat, contactPhone);
  const isNew = (await deps.records.get(conversations, id)) === undefined;
  const parties = await resolveParties(deps, { number: number.id, conversation: id, chat, who, contactPhone });
  const conversation = await beginConversation(deps, {
    id,
    number: number.id,
    group: chat.group,
    contact: parties.contact?.person ?? null,
    title: chat.group ? chat.title : undefined,
    persons: [...new Set([...parties.standing.keys()])],
  });
  const contactName =
    parties.contact && who.contact !== undefined ? [{ person: parties.contact.person, name: who.contact }] : [];
  return {
    id: begun.id,
    conversation,
    isNew,
    parties,
    names: [...contactName, ...[...parties.authors].map(([name, { person }]) => ({ person, name }))],
    way: { kind: 'import', basis: begun.basis },
    chat,
    timeOf: localTimes(request.zone ?? number.zone),
    traitOf: entryTraits(),
  };
}

async function numberOf(deps: RunDeps, begun: Import): Promise<MonitoredNumber> {
  const found = await deps.records.get(numbers, begun.number);
  if (!found) throw new Error(`Number ${begun.number} is missing`);
  return found.doc;
}

async function* inBatches(entries: AsyncIterable<ChatEntry>): AsyncGenerator<readonly ChatEntry[]> {
  let batch: ChatEntry[] = [];
  let characters = 0;
  for await (const entry of entries) {
    batch.push(entry);
    characters += entry.text.length;
    if (batch.length >= batchEntries || characters >= batchCharacters) {
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
