/** What a contact's words mean: a word is understood in three languages, however it is typed; ordinary talk never is. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Reply, readReply } from '../../connector/src/consent/reply.ts';
import { answers, languageNames } from '../../connector/src/consent/reply-words.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const understood: readonly (readonly [string, Reply])[] = [
  ['SIM', { kind: 'agree', alone: false }],
  ['Sim.', { kind: 'agree', alone: false }],
  [' sim!! 👍', { kind: 'agree', alone: false }],
  ['*SIM*', { kind: 'agree', alone: false }],
  ['siiiim', { kind: 'agree', alone: false }],
  ['Sim, autorizo', { kind: 'agree', alone: false }],
  ['Sí', { kind: 'agree', alone: false }],
  ['Sí, acepto.', { kind: 'agree', alone: false }],
  ['Yes', { kind: 'agree', alone: false }],
  ['I agree', { kind: 'agree', alone: false }],
  ['Aceito o registro', { kind: 'agree', alone: true }],
  ['I agree to the recording.', { kind: 'agree', alone: true }],
  ['ACEPTO EL REGISTRO', { kind: 'agree', alone: true }],
  ['NÃO', { kind: 'refuse', alone: false }],
  ['nao', { kind: 'refuse', alone: false }],
  ['Nãooo!', { kind: 'refuse', alone: false }],
  ['No', { kind: 'refuse', alone: false }],
  ['não aceito', { kind: 'refuse', alone: false }],
  ['I don’t agree', { kind: 'refuse', alone: false }],
  ['No estoy de acuerdo', { kind: 'refuse', alone: false }],
  ['Não quero ser gravada', { kind: 'refuse', alone: true }],
  ["Don't record me", { kind: 'refuse', alone: true }],
  ['SAIR', { kind: 'withdraw' }],
  ['sair', { kind: 'withdraw' }],
  ['Parar.', { kind: 'withdraw' }],
  ['STOP', { kind: 'withdraw' }],
  ['Stop!!!', { kind: 'withdraw' }],
  ['BAJA', { kind: 'withdraw' }],
  ['Salir', { kind: 'withdraw' }],
  ['S\u200bAIR', { kind: 'withdraw' }],
  ['ＳＡＩＲ', { kind: 'withdraw' }],
  ['Revogo o consentimento', { kind: 'withdraw' }],
  ['MEUS DADOS', { kind: 'data-asked' }],
  ['quero os meus dados', { kind: 'data-asked' }],
  ['My data', { kind: 'data-asked' }],
  ['mis datos', { kind: 'data-asked' }],
  ['APAGAR', { kind: 'erasure-asked' }],
  ['Apaguem meus dados!', { kind: 'erasure-asked' }],
  ['DELETE', { kind: 'erasure-asked' }],
  ['Borrar mis datos', { kind: 'erasure-asked' }],
  ['English', { kind: 'language', language: 'en' }],
  ['inglês', { kind: 'language', language: 'en' }],
  ['Español, por favor', { kind: 'language', language: 'es' }],
  ['Português', { kind: 'language', language: 'pt-BR' }],
];

test.each(understood)('%j is understood', (text, reply) => {
  expect(readReply(text)).toEqual(reply);
});

/** Nobody who writes these to an agent changes anything, whatever stands around them. */
const ordinary: readonly string[] = [
  ...['sim, pode mandar', 'Sim por favor', 'sim, às 15h', 'Sim!! quero o azul', 'sim mas só amanhã', 'pode ser'],
  ...['não, obrigado', 'Não precisa', 'não tem', 'Não sei ainda', 'não quero', 'não recebi o boleto', 'agora não'],
  ...['ok', 'Ok, combinado', 'beleza', 'certo', 'claro', 'obrigada!', 'valeu', 'tá bom', 'perfeito', '👍', '🙏🙏'],
  ...['para de enviar o azul', 'quero sair do grupo', 'vou sair agora', 'parar o pedido?', 'pode parar por aqui'],
  ...['apagar a luz custa quanto?', 'apaga essa foto', 'me passa seus dados', 'meus dados bancários são outros'],
  ...['cancelar', 'cancela o pedido', 'pare na portaria', 'em inglês tem?', 'falo inglês e espanhol'],
  ...['yes please', 'yes, send it', 'no thanks', 'no problem', 'not now', 'sure', 'stop sending the blue ones'],
  ...['please stop by at 5', "don't stop", 'delete the last item', 'is my data correct?', 'I agree with the price'],
  ...['sí, gracias', 'sí, mándelo', 'no, gracias', 'no tengo', 'dale', 'vale', 'salir a las 5', 'baja el precio'],
  ...['dame de comer', 'borrar el primero', 'mis datos de envío', 'estoy de acuerdo con el precio', 'de acuerdo'],
  ...['1', '2', 'a', '?', '', '   ', '15h', 'R$ 30,00'],
];

describe('ordinary talk', () => {
  it('has more than fifty samples', () => {
    expect(ordinary.length).toBeGreaterThan(50);
  });

  it.each(ordinary)('%j changes nothing', (text) => {
    expect(['in-doubt', 'acknowledged', 'nothing']).toContain(readReply(text).kind);
  });
});

const known = [...answers.keys(), ...languageNames.keys()];
const decoration = fc.constantFrom('', ' ', '!', '!!!', '.', '…', ' 🙏', '👍🏽', '\n', '*', '_', '"', ' ?');

test('case, accents, punctuation, emoji and formatting change no meaning', () => {
  fc.assert(
    fc.property(fc.constantFrom(...known), decoration, decoration, fc.boolean(), (words, before, after, loud) => {
      const typed = `${before}${loud ? words.toUpperCase() : words}${after}`;
      expect(readReply(typed)).toEqual(readReply(words));
    }),
    { seed, numRuns: 2000 },
  );
});

test('every word that answers is written as it is looked up', () => {
  for (const words of known) expect(readReply(words).kind).not.toMatch(/in-doubt|acknowledged|nothing/);
});

test('words in the midst of a sentence never withdraw, and never ask for anything', () => {
  const word = fc.stringMatching(/^[a-z]{4,9}$/);
  fc.assert(
    fc.property(fc.constantFrom(...known), word, word, (words, before, after) => {
      const sentence = `quanto ${before} ${words} ${after} custa`;
      expect(['in-doubt', 'nothing']).toContain(readReply(sentence).kind);
    }),
    { seed, numRuns: 2000 },
  );
});

test('any text is read: none throws, and what is long is no answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { kind } = readReply(text);
      if (text.length > 200) expect(kind).toBe('nothing');
    }),
    { seed, numRuns: 2000 },
  );
  expect(readReply(`${'sim '.repeat(20_000)}`)).toEqual({ kind: 'nothing' });
  expect(readReply('\ud800SAIR').kind).toBe('withdraw');
});
