/** Writes one dialogue of the history: through the gate into the archive, with its edits, deletions, reactions and files. */
import { randomBytes } from 'node:crypto';
import { admit, type LiveMessage, type MessageRef } from '@atalaia/connector';
import type { Contact } from '../company.ts';
import { demoFile } from '../files.ts';
import type { Line } from '../talk/line.ts';
import { type Chat, meet, notify, withhold } from './meet.ts';
import type { PastStep, PlacedLine } from './plan-past.ts';
import type { Writing } from './write-past.ts';

const second = 1000;

export async function writeTalk(writing: Writing, step: Extract<PastStep, { kind: 'talk' }>): Promise<void> {
  const { contact, lines } = step;
  const chat = await meet(writing, contact);
  if (chat.answer?.kind === 'refused') {
    for (const { at } of lines) await withhold(writing, contact, chat, at);
    return;
  }
  if (chat.notified === null && lines[0]) {
    await withhold(writing, contact, chat, lines[0].at - 90 * second);
    await notify(writing, contact, chat, lines[0].at - 60 * second);
  }
  await capture(
    writing,
    contact,
    lines.flatMap((line) => told(writing, step, chat, line)),
  );
}

interface Told {
  readonly message: LiveMessage;
  readonly line: Line;
}

async function capture(writing: Writing, contact: Contact, some: readonly Told[]): Promise<void> {
  const { past, settings } = writing;
  const { basis, mode, armed } = settings[contact.desk];
  const admitted = some.map(({ message }) => {
    const verdict = admit(message, { kind: 'live', basis, mode, armed }, [{ state: 'active', notice: 'notified' }]);
    if (verdict.kind !== 'admitted') throw new Error('The gate is closed.');
    return verdict.content;
  });
  await past.archive.capture(admitted);
  writing.counts[contact.desk].stored += admitted.length;
  for (const { message, line } of some) {
    if (line.file === undefined || message.content.kind !== 'file') continue;
    const { bytes, name } = demoFile(line.file);
    writing.counts[contact.desk].mediaKept += 1;
    await past.archive.keepFile({
      kind: 'file-kept',
      of: message.ref,
      number: message.number,
      contact: message.contact,
      at: message.at + second,
      order: message.order,
      fileName: name,
      open: async () =>
        (async function* () {
          yield bytes;
        })(),
    });
  }
}

/** The message, and what became of it. */
function told(
  writing: Writing,
  { contact, device }: Extract<PastStep, { kind: 'talk' }>,
  chat: Chat,
  line: PlacedLine,
): readonly Told[] {
  const author = line.by === 'agent' ? 'us' : chat.person;
  const message = (
    content: LiveMessage['content'],
    at: number,
    by: MessageRef['author'] = author,
    target: MessageRef | null = null,
  ): LiveMessage => ({
    ref: { conversation: chat.conversation, author: by, id: randomBytes(10).toString('hex').toUpperCase() },
    number: writing.installed.numbers[contact.desk],
    contact: chat.person,
    device: by === 'us' ? device : null,
    at,
    order: ++writing.order,
    content,
    target,
    quotes: null,
    mentions: [],
    forwarded: false,
    secret: null,
  });
  const original = message(contentOf(line), line.at);
  const { ref } = original;
  const target = { id: ref.id, fromMe: author === 'us', participant: null };
  const after: LiveMessage[] = [];
  if (line.edited !== undefined) {
    after.push(message({ kind: 'edit', target, text: line.edited }, line.at + 15 * second, author, ref));
  }
  if (line.deleted) after.push(message({ kind: 'revoke', target }, line.at + 25 * second, author, ref));
  if (line.reaction !== undefined) {
    const by = author === 'us' ? chat.person : 'us';
    after.push(message({ kind: 'reaction', target, emoji: line.reaction }, line.at + 20 * second, by, ref));
  }
  return [original, ...after].map((one) => ({ message: one, line }));
}

function contentOf(line: Line): LiveMessage['content'] {
  if (line.file === undefined) return { kind: 'text', text: line.text };
  const { kind, mime, bytes, name } = demoFile(line.file);
  const source = {
    kind,
    mediaKey: randomBytes(32),
    directPath: null,
    url: null,
    fileSha256: null,
    fileEncSha256: null,
    size: bytes.byteLength,
    mimeType: mime,
  };
  return { kind: 'file', source, caption: line.text, fileName: kind === 'document' ? name : null, viewOnce: false };
}
