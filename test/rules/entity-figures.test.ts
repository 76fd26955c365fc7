/** Identifiers in chat text are found, exactly, and ordinary numbers are left alone: measured on lines made from a printed seed. */
import { expect, test } from 'vitest';
import { entityDetectors } from '../../rules/src/entity/all.ts';
import type { EntityName } from '../../rules/src/entity/detector.ts';
import { readingsOf } from '../../rules/src/entity/reading.ts';
import {
  digits,
  group,
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
import {
  makeBill,
  makeBoleto,
  makeDniOrNie,
  makeIban,
  makeInvoiceKey,
  makeNip,
  makePersonnummer,
  makePesel,
  makePis,
  makeRandomKey,
  makeSecret,
  makeSsn,
  makeWallet,
  spoilField,
  spoilIban,
} from './entity-numbers.ts';
import { disguised, writeBill, writeBoleto, writeDni, writeIban, writePis } from './entity-writing.ts';

const rounds = 1000;
const disguisedRounds = 300;
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
  pis: ['PIS {}', 'meu pis é {}', 'NIT: {}', 'numero do nis {}', 'pis/pasep {} ok'],
  'pix-key': [
    'chave pix: {}',
    'meu pix é {}',
    'Pix\n{}',
    'pode fazer o pix pra {}',
    'minha chave é {}',
    '{} é minha chave pix',
    'manda o pix nessa chave {} pfv',
    'pix da loja 👉 {}',
  ],
  boleto: ['segue o boleto {}', '{}', 'linha digitavel: {}', 'codigo de barras\n{}', 'paga esse aqui {} hj', '*{}*'],
  iban: ['IBAN {}', 'my iban is {}', 'mi iban: {} gracias', '{}', 'manda pra conta {} na alemanha', '*{}*', '💶{}'],
  credential: [
    'a senha é {}',
    'senha: {}',
    'minha senha do app é {}',
    'my password is {}',
    'la contraseña es {}',
    'pwd={}',
    'usuario ana senha {}',
    'senha do wifi {} blz?',
    'login: ana / senha: {}',
  ],
  wallet: ['manda em {}', 'wallet {}', '{}', 'minha carteira é {} ok', 'USDT: {}'],
  pesel: ['PESEL {}', 'mój pesel to {}', 'pesel: {} ok'],
  nip: ['NIP {}', 'nasz nip: {}', 'faktura na NIP {} proszę'],
  personnummer: ['personnummer {}', 'mitt personnummer är {}', 'pnr: {}'],
  'dni-nie': ['DNI {}', 'mi dni es {}', 'NIE: {}', 'con nif {} gracias', '{}'],
  ssn: ['SSN {}', 'my ssn is {}', 'social security number: {}'],
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
  pis: (random) => writePis(makePis(random), random),
  'pix-key': (random) =>
    pick(random, [
      () => makeRandomKey(random),
      () => makeRandomKey(random).toUpperCase(),
      () => writeCpf(makeCpf(random), random),
      () => writeCnpj(makeCnpj(random, false), random),
      () => writePhone(makeMobile(random), random),
      () => makeEmail(random),
    ])(),
  boleto: (random) => (random() < 0.6 ? writeBoleto(makeBoleto(random), random) : writeBill(makeBill(random), random)),
  iban: (random) => writeIban(makeIban(random), random),
  credential: makeSecret,
  wallet: makeWallet,
  pesel: makePesel,
  nip: (random) => {
    const nip = makeNip(random);
    return pick(random, [nip, group(nip, [3, 3, 2, 2], ['-', '-', '-']), group(nip, [3, 2, 2, 3], ['-', '-', '-'])]);
  },
  personnummer: (random) => {
    const number = makePersonnummer(random);
    return pick(random, [number, group(number, [6, 4], ['-']), group(`19${number}`, [8, 4], ['-'])]);
  },
  'dni-nie': (random) => writeDni(makeDniOrNie(random), random),
  ssn: makeSsn,
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
  pis: (random) => `pis ${writePis(spoil(makePis(random), random), random)}`,
  'pix-key': (random) =>
    pick(random, [
      () => `fiz o pix de R$ ${digits(random, 3)},00, comprovante ${digits(random, 11)}`,
      () => `pix recebido! qualquer duvida me liga ${writePhone(makeMobile(random), random)}`,
      () => `chave pix ${writeCpf(spoil(makeCpf(random), random), random)}`,
      () => `id da transacao ${makeRandomKey(random)}`,
      () => `https://loja.example.com/pedido/${makeRandomKey(random)}`,
      () => `meu cpf é ${writeCpf(makeCpf(random), random)}`,
      () => 'a chave pix é o cnpj da loja',
    ])(),
  boleto: (random) =>
    pick(random, [
      () => `boleto ${writeBoleto(spoilField(makeBoleto(random)), random)}`,
      () => `conta de luz ${writeBill(spoilField(makeBill(random)), random)}`,
      () => `chave de acesso ${makeInvoiceKey(random)}`,
      () => group(makeInvoiceKey(random), Array(11).fill(4), Array(10).fill(' ')),
      () => digits(random, pick(random, [44, 47, 48])),
    ])(),
  iban: (random) =>
    pick(random, [
      () => `IBAN ${writeIban(spoilIban(makeIban(random)), random)}`,
      () => `pedido BR${digits(random, 22)}`,
      () => `codigo de rastreio NX${digits(random, 9)}BR`,
      () => `guia AD${digits(random, 10)} DE${digits(random, 19)}`,
    ])(),
  credential: (random) =>
    pick(random, [
      () => 'esqueci minha senha do app, e agora?',
      () => 'nunca compartilhe o código que chega por sms',
      () => `código do produto ${digits(random, 6)}`,
      () => `o codigo de rastreio é NX${digits(random, 9)}BR`,
      () => `sua senha de atendimento é A${digits(random, 3)}`,
      () => `codigo do cliente ${digits(random, 5)} no sistema`,
      () => `cod ${digits(random, 6)} tem em estoque na cor azul?`,
      () => 'a senha deve ter 8 caracteres e um numero',
      () => 'troquei a senha ontem e hoje nao entra',
      () => `CEP ${digits(random, 5)}-${digits(random, 3)}`,
      () => 'o password expira em 90 dias',
      () => 'clave de seguimiento 8839201923',
    ])(),
  wallet: (random) =>
    pick(random, [
      () => `manda em ${makeWallet(random).replace(/.$/, (last) => (last === 'z' ? 'y' : 'z'))}`,
      () => `hash ${Array.from({ length: 64 }, () => pick(random, [...'0123456789abcdef'])).join('')}`,
      () => `1${Array.from({ length: 32 }, () => pick(random, [...'abcdefghijkmnpqrstuvwxyz23456789'])).join('')}`,
    ])(),
  pesel: (random) => `PESEL ${spoil(makePesel(random), random)}`,
  nip: (random) => `NIP ${spoil(makeNip(random), random)}`,
  personnummer: (random) => `personnummer ${spoil(makePersonnummer(random), random)}`,
  'dni-nie': (random) => {
    const number = makeDniOrNie(random);
    return `DNI ${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`;
  },
  ssn: (random) =>
    pick(random, [
      () => `SSN ${pick(random, ['000', '666', '912'])}-${digits(random, 2)}-${digits(random, 4)}`,
      () => `room ${digits(random, 3)} ${digits(random, 2)} ${digits(random, 4)}`,
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
      const found = find(readingsOf(line.text)).map((match) => line.text.slice(match.start, match.end));
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
    const ordinary = makeHardNegative(random);
    // A password of the wireless network is a secret too.
    if (name !== 'credential' || !ordinary.includes('senha')) yield { text: ordinary };
  }
}

for (const name of ['cpf', 'cnpj', 'card', 'iban', 'pix-key', 'boleto'] as const) {
  test(`${name} in disguise: recall at least 0.6, and nothing with a wrong check digit`, () => {
    const random = seeded(seed);
    const missed = new Map<string, number>();
    let right = 0;
    let wrong = 0;
    for (let round = 0; round < disguisedRounds; round++) {
      const { number, spoiled } = pairOf(name, random);
      const { way, text } = disguised(number, random);
      const line = pick(random, frames[name]).replaceAll('{}', text);
      if (entityDetectors[name](readingsOf(line)).some(({ start, end }) => line.slice(start, end) === text)) right += 1;
      else missed.set(way, (missed.get(way) ?? 0) + 1);
      const decoy = pick(random, frames[name]).replaceAll('{}', disguised(spoiled, random).text);
      wrong += entityDetectors[name](readingsOf(decoy)).length;
    }
    const recall = right / disguisedRounds;
    const summary = `seed ${seed}, ${name} in disguise: recall ${recall.toFixed(4)}, missed ${JSON.stringify([...missed])}`;
    console.log(summary);
    expect(recall, summary).toBeGreaterThanOrEqual(0.6);
    expect(wrong, summary).toBe(0);
  });
}

/** A number and the same with a wrong check digit. */
function pairOf(name: EntityName, random: Random): { number: string; spoiled: string } {
  const makers: Partial<Record<EntityName, (random: Random) => string>> = {
    cnpj: () => makeCnpj(random, false),
    card: makeCard,
    iban: makeIban,
    boleto: makeBoleto,
  };
  let number = (makers[name] ?? makeCpf)(random);
  // A CPF that may be a mobile phone is a PIX key either way, even with a wrong check digit.
  while (name === 'pix-key' && number[2] === '9') number = makeCpf(random);
  if (name === 'iban') return { number, spoiled: spoilIban(number) };
  return { number, spoiled: name === 'boleto' ? spoilField(number) : spoil(number, random) };
}
