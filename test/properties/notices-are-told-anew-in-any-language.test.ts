/** A change that matters is told to everybody who was told before it, in whichever language that was; any other change to nobody. */
import type { Language, Notice, NoticeId, NumberId } from '@atalaia/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generationOf, languages, liveIn } from '../../monitor/src/notice/revisions.ts';
import { consentChat, emptyJournal, notice } from '../connector/consent-chat.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();
const DAY = 86_400;

let home: Awaited<ReturnType<typeof emptyJournal>>;
beforeAll(async () => {
  home = await emptyJournal();
});
afterAll(() => home[Symbol.asyncDispose]());

/** A version after the others, approved now; the first of a language always matters. */
function approved(before: readonly Notice[], language: Language, matters: boolean): Notice {
  const own = before.filter((one) => one.language === language);
  return {
    id: `notice-${before.length}` as NoticeId,
    number: 'number-of-the-test' as NumberId,
    language,
    revision: own.length + 1,
    state: 'live',
    sealedText: new Uint8Array() as Notice['sealedText'],
    hash: 'of the words',
    material: matters || own.length === 0,
    by: 'dora' as Notice['by'],
    createdAt: before.length,
    approvedBy: 'dora' as Notice['by'],
    approvedAt: before.length + 1,
  };
}

const change = fc.record({ language: fc.constantFrom(...languages), material: fc.boolean() });

test('the contact is told again in their language exactly when it changed in a way that matters', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const all: Notice[] = [];
      const chat = consentChat(home.journal, { notices: [] });
      chat.contact('hi');
      chat.known({ language: 'en' });
      // The notice that was told, and whether what matters was changed since in the language that is spoken now.
      let told = false;
      for (const { language, material } of changes) {
        const next = approved(all, language, material);
        all.push(next);
        const live = languages.flatMap((one) => liveIn(all, one) ?? []);
        chat.change({ notices: live.map((one) => notice(one.language, one.id, generationOf(all, one))) });
        chat.pass(2 * DAY);
        chat.contact('hello');
        const speaks = live.some((one) => one.language === 'en') ? 'en' : 'pt-BR';
        const fallback = live.some((one) => one.language === speaks) ? speaks : live[0]?.language;
        const due = !told || (language === fallback && next.material);
        const id = chat.plan();
        expect(id !== undefined).toBe(due);
        if (id === undefined) continue;
        chat.ack(id);
        chat.receipt(id);
        told = true;
      }
    }),
    { seed, numRuns: 60 },
  );
});
