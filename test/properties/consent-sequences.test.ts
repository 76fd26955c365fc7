/** Whatever contact, agent and WhatsApp do, in whatever order: nothing is kept that the table does not allow. */
import { legalBases } from '@atalaia/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentChat, emptyJournal } from '../connector/consent-chat.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();
const runs = { seed, numRuns: 150 };

let home: Awaited<ReturnType<typeof emptyJournal>>;
beforeAll(async () => {
  home = await emptyJournal();
});
afterAll(() => home[Symbol.asyncDispose]());

const agreeing = ['SIM', 'Aceito o registro', 'yes', 'Sí, acepto'] as const;
const refusing = ['NÃO', 'no', 'Não quero ser gravado'] as const;
const leaving = ['SAIR', 'stop', 'Baja'] as const;
const talk = [
  'oi',
  'quanto custa?',
  'sim, o azul',
  'não, obrigado',
  'ok',
  'meus dados bancários',
  'stop by at 5',
] as const;

/** `late`: WhatsApp delivers now what was written before the chat began. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('contact' as const), text: fc.constantFrom(...talk), late: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      text: fc.constantFrom(...agreeing, ...refusing, ...leaving),
      quotes: fc.boolean(),
    }),
  },
  // An agreement that WhatsApp held back: written in the second of their last answer, or before it.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('held-back' as const),
      text: fc.constantFrom(...agreeing),
      quotes: fc.boolean(),
      seconds: fc.integer({ min: 0, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('agent' as const),
      text: fc.constantFrom(...talk, ...leaving, ...agreeing),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('plan' as const, 'ack' as const, 'receipt' as const, 'read' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
);
const number = fc.record({
  basis: fc.constantFrom(...legalBases),
  mode: fc.constantFrom('notice' as const, 'opt-in' as const),
  notifiedBy: fc.constantFrom('accepted' as const, 'delivered' as const, 'read' as const),
  armed: fc.constantFrom(true, true, true, false),
});

type Answer = 'none' | 'agreed' | 'refused';

test('no sequence keeps what was not told, not agreed, or refused', () => {
  fc.assert(
    fc.property(number, fc.array(step, { maxLength: 40 }), (settings, steps) => {
      const chat = consentChat(home.journal, settings);
      const needed = { accepted: 1, delivered: 2, read: 3 }[settings.notifiedBy];
      const must = settings.basis === 'legal-obligation' || settings.basis === 'exercise-of-rights';
      const began = chat.now() / 1000;
      // How far the notices came: 1 accepted, 2 delivered, 3 read.
      let stage = 0;
      let last: string | undefined;
      chat.contact('oi');
      chat.known();
      for (const one of steps) {
        const before = chat.party();
        switch (one.kind) {
          case 'plan':
            last = chat.plan() ?? last;
            break;
          case 'ack':
            if (last) chat.ack(last);
            if (last) stage = Math.max(stage, 1);
            break;
          case 'receipt':
          case 'read':
            if (last) chat.receipt(last, one.kind === 'read' ? { type: 'read' } : {});
            if (last) stage = Math.max(stage, one.kind === 'read' ? 3 : 2);
            break;
          case 'wait':
            chat.pass(86_400);
            break;
          case 'agent': {
            const { fate } = chat.agent(one.text);
            expect(chat.party()).toEqual(before);
            if (fate === 'stored') allowed(before.answer);
            break;
          }
          case 'contact': {
            const { fate } = chat.contact(one.text, one.late ? { t: String(began - 60) } : {});
            expect(chat.party().answer).toBe(before.answer);
            // What was written before the notice is refused whenever it comes; only an agreement lets the time after it in.
            if (one.late) expect(fate).not.toBe('stored');
            else if (fate === 'stored') allowed(before.answer);
            break;
          }
          case 'held-back': {
            if (before.answer !== 'refused' || before.answeredT === null) break;
            const t = String(before.answeredT - one.seconds);
            chat.contact(one.text, { t, ...(one.quotes && last ? { quotes: last } : {}) });
            expect(chat.party()).toEqual(before);
            break;
          }
          case 'answer': {
            const { fate } = chat.contact(one.text, one.quotes && last ? { quotes: last } : {});
            const after = chat.party().answer;
            if ((leaving as readonly string[]).includes(one.text)) expect(after).toBe('refused');
            if (after === 'agreed' && before.answer !== 'agreed') expect(agreeing).toContain(one.text);
            if (after === 'refused' && before.answer !== 'refused')
              expect([...refusing, ...leaving]).toContain(one.text);
            if (fate === 'stored') allowed(after);
            break;
          }
        }
      }
      if (!settings.armed) expect(chat.outbox()).toEqual([]);

      function allowed(answer: Answer): void {
        expect(settings.armed).toBe(true);
        if (answer === 'refused') expect(must && stage >= needed).toBe(true);
        if (answer === 'none') expect(stage >= needed && (settings.mode === 'notice' || must)).toBe(true);
      }
    }),
    runs,
  );
});
