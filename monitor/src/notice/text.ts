/** A notice's words, sealed under the company key: what goes into the chat, the long text behind it, and the facts it was written from. */
import { hash } from 'node:crypto';
import { type Notice, type NoticeId, notices, placeOf, type Sealed, type Vault } from '@atalaia/storage';
import { z } from 'zod';
import { companyKey } from '../company-key.ts';

const noticeWords = z.object({
  /** Two lines: exactly what goes into the chat. */
  chat: z.string(),
  /** All the rest that the law wants told. */
  long: z.string(),
  /** The number's facts when it was written, as one text: when they change, the notice has to be looked at again. */
  facts: z.string(),
});
export type NoticeWords = z.infer<typeof noticeWords>;

export async function sealWords(vault: Pick<Vault, 'keyOf'>, id: NoticeId, words: NoticeWords): Promise<Sealed> {
  const key = await companyKey(vault);
  return key.seal(placeOf(notices, id, 'sealedText'), JSON.stringify(words));
}

/** @throws if the company key was destroyed, which nothing in the program does */
export async function openWords(vault: Pick<Vault, 'openText'>, notice: Notice): Promise<NoticeWords> {
  const text = await vault.openText(placeOf(notices, notice.id, 'sealedText'), notice.sealedText);
  if (text === undefined) throw new Error('The company key is gone from the key store.');
  return noticeWords.parse(JSON.parse(text));
}

/** SHA-256, as hex, of the words that go into the chat, in UTF-8. */
export function hashOfWords({ chat }: Pick<NoticeWords, 'chat'>): string {
  return hash('sha256', chat, 'hex');
}
