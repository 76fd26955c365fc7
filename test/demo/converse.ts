/** A contact and an agent talk, each on their phone: lines with pauses, edits, deletions, reactions, files. */
import type { Content } from '../whatsapp/phone/content.ts';
import type { Phone } from '../whatsapp/phone/phone.ts';
import type { Contact } from './company.ts';
import { demoFile } from './files.ts';
import type { Pace } from './pace.ts';
import type { Line } from './talk/line.ts';
import type { DemoTown } from './town.ts';

/** Seconds until the other side answers, at a human pace. */
const [shortest, longest] = [3, 9];

/** One line after the other. Rejects when the demo ends. */
export async function converse(
  town: DemoTown,
  pace: Pace,
  contact: Contact,
  lines: readonly Line[],
  random: () => number,
): Promise<void> {
  const sides = { contact: town.phone(contact), agent: town.desk(contact.desk) };
  for (const line of lines) {
    const [writer, other] = line.by === 'contact' ? [sides.contact, sides.agent] : [sides.agent, sides.contact];
    await say(pace, writer, other, line);
    await pace.pause(shortest + random() * (longest - shortest));
  }
}

/** Answers WhatsApp's id of the message. */
export async function say(pace: Pace, writer: Phone, other: Phone, line: Omit<Line, 'by'>): Promise<string> {
  const { id } = await writer.send(other.account, contentOf(line));
  await pace.until(other.receives((message) => message.id === id));
  await pace.pause(1);
  await other.read(id);
  if (line.reaction !== undefined) await other.react(id, line.reaction);
  if (line.edited !== undefined) {
    await pace.pause(3);
    await writer.edit(id, line.edited, { style: 'secret' });
  }
  if (line.deleted) {
    await pace.pause(5);
    await writer.revoke(id);
  }
  return id;
}

function contentOf({ text, file }: Omit<Line, 'by'>): Content {
  if (file === undefined) return { kind: 'text', text };
  const { kind, mime, bytes, name } = demoFile(file);
  return {
    kind,
    mime,
    bytes,
    caption: text,
    ...(kind === 'document' ? { fileName: name } : {}),
    ...(kind === 'audio' ? { voice: true } : {}),
  };
}
