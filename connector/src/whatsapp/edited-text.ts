/** The words of a message that takes another's place: its text, or the caption of its file. */
import { proto } from '@whiskeysockets/baileys';
import { fileIn } from './file-content.ts';
import { textContent } from './text-content.ts';
import { unwrap } from './unwrap.ts';
import { wordsOf } from './words.ts';

/** Undefined if there are none. Throws on broken bytes inside of wrappers. */
export function editedText(edited: proto.IMessage): string | undefined {
  const message = proto.Message.decode(unwrap(proto.Message.encode(edited).finish()).message);
  const content = textContent(message);
  if (content !== undefined && 'text' in content) return content.text;
  const file = fileIn(message);
  if (file !== undefined) return file.caption;
  const words = wordsOf(message).text;
  return words === '' ? undefined : words;
}
