/** Identifiers in chat text are found, exactly, and ordinary numbers are left alone: measured on lines made from a printed seed. */
import { expect, test } from 'vitest';
import { entityDetectors } from '../../rules/src/entity/all.ts';
import type { EntityName } from '../../rules/src/entity/detector.ts';
import {
  digits,
  type Line,
  luhn,
  makeCard,
  makeCnpj,
  makeCpf,
  makeHardNegative,
  makeMobile,
  pick,
  type Random,
  seeded,
  spoil,
  writeCard,
  writeCnpj,
  writeCpf,
  writePhone,
} from './entity-corpus.ts';

const rounds = 4000;
const seed = Number(process.env['ATALAIA_SEED'] ?? 20261121);

const frames: Readonly<Record<EntityName, readonly string[]>> = {
  cpf: [
    'meu cpf é {}',
    'CPF: {}',
    'C.P.F: {}',
    'pode anotar {} obg',
    'segue cpf {}, nome Ana',
    '{}',
    'cpf do titular\n{}',
    '{} é o cpf dela',
  ],
  cnpj: ['CNPJ {}', 'o cnpj é {} ok?', 'emite no {} pfv', 'nota no cnpj: {}.', 'C.N.P.J.: {}'],
  card: [
    'o cartão é {}',
    '{} val 12/28 cvv 123',
    'passa no {} por favor',
    'cartao nº {}',
    'mi tarjeta es {}',
    'card {} exp 01/29',
  ],
  phone: [
    'me liga no {}',
    'whats {}',
    'meu numero é {}',
    'fala com a Bia: {}',
    '{} esse é meu zap',
    'tel.: {} ou {}',
    'my phone is {}',
  ],
  email: ['meu email é {}', 'manda pra {}.', '({})', 'email:{}', '{}, obrigada', 'e-mail {} blz?'],
};

function makeEmail(random: Random): string {
  const local = pick(random, [
    'ana.souza',
    'joao_silva',
    'm.lima+nf',
    'contato',
    'bia-rh',
    'j2',
    'FINANCEIRO',
    'jose%vendas',
  ]);
  const host = pick(random, [
    'gmail.com',
    'hotmail.com',
    'empresa.com.br',
    'mail.empresa.example',
    'uol.com.br',
    'UNIMED.COOP',
    'x-y.app',
    'correo.es',
  ]);
  return `${local}@${host}`;
}

const writers: Readonly<Record<EntityName, (random: Random) => string>> = {
  cpf: (random) => writeCpf(makeCpf(random), random),
  cnpj: (random) => writeCnpj(makeCnpj(random, random() < 0.5), random),
  card: (random) => writeCard(makeCard(random), random),
  phone: (random) => writePhone(makeMobile(random), random),
  email: makeEmail,
};

/** The other identifiers, right and wrong, are the hardest negatives of each. */
const strangers: Readonly<Record<EntityName, (random: Random) => string>> = {
  cpf: (random) =>
    pick(random, [
      () => `cpf ${writeCpf(spoil(makeCpf(random), random), random)}`,
      () => `tel ${writePhone(makeMobile(random), random)}`,
      () => `cnpj ${writeCnpj(makeCnpj(random, false), random)}`,
      () => `cartao ${writeCard(makeCard(random), random)}`,
      () => '111.111.111-11',
    ])(),
  cnpj: (random) =>
    pick(random, [
      () => `cnpj ${writeCnpj(spoil(makeCnpj(random, random() < 0.5), random), random)}`,
      () => `cpf ${writeCpf(makeCpf(random), random)}`,
      () => `tel ${writePhone(makeMobile(random), random)}`,
      () => 'CNPJ 00.000.000/0000-00',
    ])(),
  card: (random) =>
    pick(random, [
      () => `cartao ${writeCard(spoil(makeCard(random), random), random)}`,
      () => `cnpj ${writeCnpj(makeCnpj(random, false), random)}`,
      () => `tel ${writePhone(makeMobile(random), random)}`,
      () => {
        const base = `9${digits(random, 14)}`;
        return `numero ${base}${luhn(base)}`;
      },
    ])(),
  phone: (random) =>
    pick(random, [
      () => `cpf ${writeCpf(makeCpf(random), random)}`,
      () => `cnpj ${writeCnpj(makeCnpj(random, false), random)}`,
      () => `cartao ${writeCard(makeCard(random), random)}`,
      () => `tel 00 00000-0000`,
    ])(),
  email: (random) =>
    pick(random, [
      () => 'segue a gente no @loja.oficial',
      () => 'logo@2x.png',
      () => 'user@localhost',
      () => 'pacote foo@1.2.3 instalado',
      () => 'https://bot:segredo@intranet.example.com/x',
      () => 'R$ 10 @ 12.50',
      () => 'as 10h@loja',
      () => 'ana@@empresa.com',
    ])(),
};

for (const name of Object.keys(entityDetectors) as EntityName[]) {
  test(`${name}: precision at least 0.99, recall at least 0.98, spans exact`, () => {
    const random = seeded(seed);
    const find = entityDetectors[name];
    let wanted = 0;
    let right = 0;
    let wrong = 0;
    const misses: string[] = [];
    for (const line of linesOf(name, random)) {
      const found = find(line.text).map((match) => line.text.slice(match.start, match.end));
      const expected = line.expected;
      if (expected !== undefined) wanted += 1;
      const hit = found.some((span) => span === expected);
      if (hit) right += 1;
      const surplus = found.filter((span) => span !== expected).length;
      wrong += surplus;
      if (surplus > 0 || (expected !== undefined && !hit)) misses.push(`${line.text} → ${JSON.stringify(found)}`);
    }
    const precision = right / (right + wrong);
    const recall = right / wanted;
    const summary = `seed ${seed}, ${name}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`;
    console.log(summary);
    expect(precision, `${summary}\n${misses.slice(0, 40).join('\n')}`).toBeGreaterThanOrEqual(0.99);
    expect(recall, `${summary}\n${misses.slice(0, 40).join('\n')}`).toBeGreaterThanOrEqual(0.98);
  });
}

function* linesOf(name: EntityName, random: Random): Generator<Line> {
  for (let round = 0; round < rounds; round++) {
    const written = writers[name](random);
    yield { text: pick(random, frames[name]).replaceAll('{}', written), expected: written };
    yield { text: strangers[name](random) };
    yield { text: makeHardNegative(random) };
  }
}
