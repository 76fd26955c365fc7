/** Fills one person's chat by the way a message takes last: sealed under their key, inserted through the records' port. */
import {
  type Conversation,
  type Message,
  type MessageId,
  messages,
  ownerOfPerson,
  type Storage,
} from '@atalaia/storage';
import { newId } from '../fixtures/temporary-storage.ts';
import { chatText, randomFrom } from './chat-text.ts';

/** Rows that are on their way at once: two transactions of the records. */
const atOnce = 500;
/** Lines of text, which come again in longer chats. */
const mostLines = 10_000;
const minute = 60_000;

/** One message a minute since the chat's first instant (ms), in turns by the contact and by the company. `sequence`: of the first. */
export async function fillChat(
  { records, vault }: Pick<Storage, 'records' | 'vault'>,
  { id: conversation, number, contact, createdAt }: Conversation,
  count: number,
  sequence = 0,
): Promise<void> {
  const key = contact && (await vault.keyOf(ownerOfPerson(contact)));
  if (!key) throw new Error('The contact has no key.');
  const { lines } = chatText(randomFrom(2), { lines: Math.min(count, mostLines), terms: 1 });
  const row = (n: number): Message => {
    // A message's id is a keyed hash: in no order.
    const id = `${newId()}${newId()}` as MessageId;
    return {
      ...{ id, number, conversation, author: n % 2 === 0 ? contact : null, from: n % 2 === 0 ? 'contact' : 'agent' },
      ...{ kind: 'text', at: createdAt + n * minute, order: 0, origin: 'live', import: null, fingerprint: null },
      ...{ sequence: sequence + n, mentions: [], edited: false, language: null, screening: 'screened' },
      sealedText: key.seal({ collection: messages.name, id, field: 'sealedText' }, lines[n % lines.length] ?? ''),
      capturedAt: createdAt,
    };
  };
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => row(from + index));
    await Promise.all(some.map((one) => records.insert(messages, one)));
    tell(from + some.length, count);
  }
}

/** On the terminal only, every tenth of what takes long. */
function tell(done: number, count: number): void {
  const tenth = Math.ceil(count / 10);
  if (count < 100_000 || Math.floor(done / tenth) === Math.floor((done - atOnce) / tenth)) return;
  process.stderr.write(`  ${done.toLocaleString('en')} of ${count.toLocaleString('en')} messages are there\n`);
}
