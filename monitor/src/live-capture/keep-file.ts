/** Keeps the file of a captured message beside it, or notes that WhatsApp no longer had it; the message itself never changes. */
import type { LiveFile } from '@atalaia/connector';
import { messages } from '@atalaia/storage';
import { type CaptureDeps, captureWith } from '../capture.ts';
import { ownerOf } from './incoming.ts';
import { liveMessageId } from './message-id.ts';
import { type TellGrowth, tellGrowth } from './tell-growth.ts';

/** A message that is not stored (its person was erased meanwhile) has no file, nor has one whose file was erased. Keeping again changes nothing. */
export async function keepFile(deps: CaptureDeps & TellGrowth, file: LiveFile): Promise<void> {
  const stored = (await deps.records.get(messages, liveMessageId(deps.blind, file.of)))?.doc;
  if (!stored || stored.fileErasedAt !== undefined) return;
  const { contact } = file;
  const outcomes = await captureWith(deps, stored, {
    contact,
    incoming: {
      id: liveMessageId(deps.blind, file.of, file.kind),
      number: stored.number,
      conversation: stored.conversation,
      author: stored.author,
      from: stored.from,
      kind: file.kind,
      at: file.at,
      order: file.order,
      origin: 'live',
      import: null,
      fingerprint: null,
      text: '',
      mentions: [],
      edited: false,
      owner: ownerOf(contact, stored.author),
      ...(file.kind === 'file-kept' && { file: { name: file.fileName, open: () => file.open() } }),
      live: { target: stored.id, quotes: null, forwarded: false, viewOnce: false, own: null, secret: null },
    },
  });
  await tellGrowth(
    deps,
    outcomes.flatMap((one) => (one.kind === 'stored' ? [one.message] : [])),
  );
}
