/** Takes live messages that passed the gate into the archive: sealed, screened, alerts raised, all durable when it answers. */
import { type Admitted, type LiveMessage, retell } from '@atalaia/connector';
import { type ConversationId, conversations, type NumberId, type PersonId, type Records } from '@atalaia/storage';
import { type CaptureDeps, captureMessages, type Incoming } from '../capture.ts';
import { tallyConversation } from '../conversation/tally.ts';
import { incomingOf } from './incoming.ts';
import { type TellGrowth, tellGrowth } from './tell-growth.ts';
import { type Writer, writersOf } from './writers.ts';

/** Messages of one number in their order. Capturing again changes nothing; what an erased person's key would seal is dropped. */
export async function captureLive(
  deps: CaptureDeps & TellGrowth,
  batch: readonly Admitted<LiveMessage>[],
): Promise<void> {
  const writers = new Map<NumberId, (device: number | null, at: number) => Writer>();
  for (const { number } of batch) if (!writers.has(number)) writers.set(number, await writersOf(deps, number));
  const told = batch.map((message) => {
    const writer = writers.get(message.number)?.(message.device, message.at);
    if (!writer) throw new Error('The writers of this number were not read.');
    return {
      incoming: retell(message, (one: LiveMessage) => incomingOf(deps.blind, one, writer)),
      contact: message.contact,
    };
  });
  const { outcomes } = await captureMessages(deps, told);
  const seen = Map.groupBy(told, ({ incoming }) => incoming.conversation);
  await Promise.all(
    [...seen].map(([id, some]) =>
      noteWritten(
        deps,
        id,
        some.map(({ incoming }) => incoming),
      ),
    ),
  );
  await tellGrowth(
    deps,
    outcomes.flatMap((one) => (one.kind === 'stored' ? [one.message] : [])),
  );
}

/** Who takes part and how much was written, brought up to what is stored. */
async function noteWritten(deps: CaptureDeps, id: ConversationId, some: readonly Incoming[]): Promise<void> {
  const authors = some.map(({ author }) => author).filter((author) => author !== null);
  await addMembers(deps, id, authors);
  await tallyConversation(deps, id);
}

async function addMembers(
  deps: { readonly records: Pick<Records, 'get' | 'replace'> },
  id: ConversationId,
  authors: readonly PersonId[],
): Promise<void> {
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found) throw new Error(`Conversation ${id} is missing.`);
    const persons = [...new Set([...found.doc.persons, ...authors])];
    if (persons.length === found.doc.persons.length) return;
    if ((await deps.records.replace(conversations, found.version, { ...found.doc, persons })) === 'replaced') return;
  }
}
